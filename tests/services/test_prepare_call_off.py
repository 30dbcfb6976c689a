from decimal import Decimal

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.unit import Unit
from brokerage.services.find_support import find_offers
from brokerage.services.prepare_call_off import begin_drafts, draft_of, lines_offered, preview_call_off
from brokerage.services.raise_call_off import raise_call_off
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import WEEK, form, listed, offer


def test_a_form_is_filled_from_the_offer_and_may_be_raised_as_it_is(desk: Desk) -> None:
    ready, person = desk.ready_service(has_transport=True), desk.person()
    transport = desk.rate(ready.service_id, ready.lot_id, "15.00", kind=FeeKind.TRANSPORT)
    criteria = SearchCriteria(start_day=START, week=WEEK, transport=True)
    offers = find_offers(desk.database, criteria).offers
    (draft,) = begin_drafts(desk.database, criteria, offers, person, ["form-a"])
    assert [(line.kind, line.rate_id) for line in draft.lines] == [
        (FeeKind.CARE, ready.rate_id),
        (FeeKind.TRANSPORT, transport),
    ]
    preview = preview_call_off(desk.database, desk.practitioner, draft, listed(*offers), TODAY)
    assert preview.may_be_raised
    assert preview.priced
    assert preview.priced.weekly == Decimal("171.40") == offers[0].weekly
    assert preview.estimate == "£171.40 × 52 weeks = £8,912.80"
    assert preview.approvers == ("Approver (demo)", "Senior Approver (demo)")
    raised = raise_call_off(desk.database, desk.practitioner, draft, NOW).result
    assert raised.year_estimate == Decimal("8912.80")


def test_an_unfinished_form_is_previewed_with_what_is_missing(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready, week=None)
    preview = preview_call_off(desk.database, desk.practitioner, draft, None, TODAY)
    assert not preview.may_be_raised
    assert [missing.field for missing in preview.check.missing] == ["week"]


def test_a_preview_says_what_stops_it_and_what_the_person_will_have(desk: Desk) -> None:
    ready, person = desk.ready_service(name="Weald Skills (demo)", places_free=0), desk.person()
    preview = preview_call_off(desk.database, desk.practitioner, form(person, ready), listed(offer(ready)), TODAY)
    assert [gate.reason for gate in preview.gates] == ["no place free"]
    assert "will have Weald Skills (demo), Mon,Wed 10:00-15:00, from 7 Dec 2026 until it is ended" in preview.in_words
    assert "for £141.40 a week." in preview.in_words


def test_the_rate_card_of_a_day_holds_what_is_in_force_then(desk: Desk) -> None:
    ready = desk.ready_service()
    desk.rate(ready.service_id, ready.lot_id, "24.08", Unit.HOUR, ratio="1:1")
    offered = lines_offered(desk.database, ready.service_id, ready.lot_id, START)
    assert [(line.unit, line.price) for line in offered] == [
        (Unit.DAY, Decimal("70.70")),
        (Unit.HOUR, Decimal("24.08")),
    ]


def test_a_raised_call_off_reads_back_as_the_form_it_was(desk: Desk) -> None:
    ready, person = desk.ready_service(), desk.person()
    draft = form(person, ready, reason="They asked for it", room="4")
    raised = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result
    read = draft_of(desk.database, raised.reference)
    assert (read.request_id, read.version, read.package_id) == (draft.request_id, raised.version, raised.package_id)
    assert (read.week, read.reason, read.room) == (draft.week, draft.reason, draft.room)
    assert [line.rate_id for line in read.lines] == [ready.rate_id]
