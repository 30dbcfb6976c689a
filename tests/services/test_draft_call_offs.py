from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.scheme import AwardRoute
from brokerage.domain.unit import Unit
from brokerage.services.call_off_typed import CallOffAsked, read_call_off
from brokerage.services.draft_call_offs import begin_drafts, draft_of
from brokerage.services.draft_looks import look_at_package
from brokerage.services.find_support import find_offers
from brokerage.services.raise_call_off import raise_call_off
from tests.builders import NOW, START, Desk
from tests.services.call_off_builders import WEEK, form, listed, offer


def test_a_draft_is_filled_from_the_offer_and_may_be_raised_as_it_is(desk: Desk) -> None:
    ready, person = desk.ready_service(has_transport=True), desk.person()
    transport = desk.rate(ready.service_id, ready.lot_id, "15.00", kind=FeeKind.TRANSPORT)
    criteria = SearchCriteria(start_day=START, week=WEEK, transport=True)
    offers = find_offers(desk.database, criteria).offers
    (draft,) = begin_drafts(desk.database, criteria, offers, person, ["form-a"])
    assert [(line.kind, line.rate_id) for line in draft.lines] == [
        (FeeKind.CARE, ready.rate_id),
        (FeeKind.TRANSPORT, transport),
    ]
    (look,) = look_at_package(desk.database, [draft], listed(*offers))
    assert look.check.may_be_raised
    assert not look.gates
    assert look.priced
    assert look.priced.weekly == Decimal("171.40") == offers[0].weekly
    raised = raise_call_off(desk.database, desk.practitioner, draft, NOW).result
    assert raised.year_estimate == Decimal("8912.80")


def test_the_window_and_the_command_line_begin_the_same_draft(desk: Desk) -> None:
    ready, person = desk.ready_service(name="Weald Skills (demo)", has_transport=True), desk.person(reference="P-1")
    desk.rate(ready.service_id, ready.lot_id, "15.00", kind=FeeKind.TRANSPORT)
    criteria = SearchCriteria(start_day=START, week=WEEK, transport=True)
    (shown,) = begin_drafts(desk.database, criteria, find_offers(desk.database, criteria).offers, person, ["form-a"])
    asked = CallOffAsked(
        "P-1", "Weald Skills (demo)", START.isoformat(), week=str(WEEK), with_transport=True, request_id="form-a"
    )
    typed, _ = read_call_off(desk.database, asked, NOW)
    assert typed == shown


def test_a_service_without_an_agreed_rate_begins_outside_the_scheme_with_its_price_still_to_be_typed(
    desk: Desk,
) -> None:
    lot_id = desk.lot()
    service_id = desk.service()
    criteria = SearchCriteria(start_day=START, week=WEEK)
    offers = find_offers(desk.database, criteria).offers
    (draft,) = begin_drafts(desk.database, criteria, offers, desk.person(), ["form-a"], lot_id)
    assert (draft.service_id, draft.lot_id, draft.route) == (service_id, lot_id, AwardRoute.OFF_SCHEME)
    assert [(line.rate_id, line.price) for line in draft.lines] == [(None, None)]


def test_an_unfinished_draft_is_shown_with_what_is_missing(desk: Desk) -> None:
    draft = form(desk.person(), desk.ready_service(), week=None)
    (look,) = look_at_package(desk.database, [draft], None)
    assert look.priced is None
    assert [missing.field for missing in look.check.missing] == ["week"]


def test_a_draft_is_shown_with_what_stops_it(desk: Desk) -> None:
    ready, person = desk.ready_service(places_free=0), desk.person()
    (look,) = look_at_package(desk.database, [form(person, ready)], listed(offer(ready)))
    assert look.gates == ("no place free",)
    assert look.priced
    assert look.priced.weekly == Decimal("141.40")


def test_a_raised_call_off_reads_back_as_the_form_it_was(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person()
    draft = form(person, ready, reason="They asked for it", room="4")
    raised = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result
    read = draft_of(desk.database, raised.reference)
    assert (read.request_id, read.version, read.package_id) == (draft.request_id, raised.version, raised.package_id)
    assert (read.week, read.reason, read.room) == (draft.week, draft.reason, draft.room)
    assert [(line.unit, line.rate_id) for line in read.lines] == [(Unit.DAY, ready.rate_id)]
