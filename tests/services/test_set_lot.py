"""A lot is added to a scheme, and what one allows is changed, on both databases; what was agreed before stands."""

from datetime import date

import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.ratio import Ratio
from brokerage.domain.scheme_plan import LotPlan
from brokerage.domain.unit import Unit
from brokerage.services.set_lot import LotAsked, add_lot, change_lot, remove_lot
from brokerage.services.set_policy import show_scheme_rules
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.rates import RateRow
from brokerage.storage.tables.schemes import LotRow
from tests.builders import NOW, TODAY, Desk
from tests.services.rules_builders import open_from_nothing

NEW = {"title": "Evenings", "needs": "autism, learning-disability", "ages": "16-25", "units": "hour", "derived": "yes"}


def test_a_lot_is_added_with_all_it_allows(desk: Desk) -> None:
    desk.need("autism")
    reference = open_from_nothing(desk)
    tried = add_lot(desk.database, desk.commissioner, LotAsked(reference, "2", NEW), NOW, dry_run=True)
    assert (tried.changed, len(show_scheme_rules(desk.database, reference).lots)) == (frozenset(), 1)
    told = add_lot(desk.database, desk.commissioner, LotAsked(reference, "2", NEW), NOW).result
    expected = LotPlan(
        "2", "Evenings", ("autism", "learning-disability"), 16, 25, units=(Unit.HOUR,), derives_ratio=True
    )
    assert told.lot == show_scheme_rules(desk.database, reference).lots[1] == expected
    with pytest.raises(BadInput, match="DAY-2026 has a lot 2 already") as refused:
        add_lot(desk.database, desk.commissioner, LotAsked(reference, "2", NEW), NOW)
    assert refused.value.field == "number"


def test_what_a_lot_allows_is_changed_and_rates_agreed_outside_it_stand(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    with desk.session() as session:
        lot_id = session.scalars(select(LotRow.id)).one()
    ready = desk.ready_service("70.70", Unit.DAY, lot_id=lot_id)
    desk.rate(ready.service_id, lot_id, "300", Unit.WEEK, ratio="1:2", last_day=date(2026, 11, 1))
    said = {"units": "week, hour", "ratios": "1:1, 2:1", "registered": "yes", "ages": "any", "title": "Days"}
    asked = LotAsked(reference, "1", said)
    tried = change_lot(desk.database, desk.commissioner, asked, NOW, dry_run=True)
    told = change_lot(desk.database, desk.commissioner, asked, NOW).result
    assert tried.result == told
    assert told.remarks == (
        "1 agreed rate outside what the lot allows stands as it was agreed, until ended; no new one can be agreed so.",
    )
    (lot,) = show_scheme_rules(desk.database, reference).lots
    assert lot == LotPlan(
        "1",
        "Days",
        ("learning-disability",),
        registration_needed=True,
        units=(Unit.HOUR, Unit.WEEK),
        ratios=(Ratio(2, 1), Ratio(1, 1)),
    )
    assert change_lot(desk.database, desk.commissioner, asked, NOW).changed == frozenset()
    with desk.session() as session:
        assert session.get_one(RateRow, ready.rate_id).last_day is None
        last = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id.desc()).limit(1)).one()
    assert (last.action, last.detail["lot"], last.detail["Title"]) == ("change-lot", "1", "Day centres → Days")


def test_a_lot_is_closed_from_a_day_on_and_opened_again(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    asked = LotAsked(reference, "1", {"last-call-off-day": "2027-03-31"})
    told = change_lot(desk.database, desk.commissioner, asked, NOW).result
    assert told.changes == (("Last day for call-offs", "the scheme’s", "31 Mar 2027"),)
    opened = LotAsked(reference, "1", {"last-call-off-day": "none"})
    assert change_lot(desk.database, desk.commissioner, opened, NOW).result.lot.last_call_off_day is None
    over = LotAsked(reference, "1", {"last-call-off-day": "2026-11-01"})
    with pytest.raises(BadInput, match="1 Nov 2026 is over"):
        change_lot(desk.database, desk.commissioner, over, NOW)


def test_a_change_that_cannot_be_keeps_nothing(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    before = show_scheme_rules(desk.database, reference)
    for number, said, field in (
        ("9", {}, "lot"),
        ("1", {"needs": "kindness"}, "needs"),
        ("1", {"units": "fortnight"}, "units"),
        ("1", {"title": "x" * 501}, "title"),
    ):
        with pytest.raises(BadInput) as refused:
            change_lot(desk.database, desk.commissioner, LotAsked(reference, number, said), NOW)
        assert refused.value.field == field
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        change_lot(desk.database, desk.practitioner, LotAsked(reference, "1", NEW), NOW)
    assert show_scheme_rules(desk.database, reference) == before


def test_a_stale_form_of_a_lot_is_refused(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    version = show_scheme_rules(desk.database, reference).version
    change_lot(desk.database, desk.commissioner, LotAsked(reference, "1", {"ages": "21-"}, version), NOW)
    for change in (add_lot, change_lot):
        with pytest.raises(Conflict, match="What you typed is still here"):
            change(desk.database, desk.commissioner, LotAsked(reference, "1", {"ages": "any"}, version), NOW)
    assert show_scheme_rules(desk.database, reference).policy_on(TODAY) is None


def test_a_lot_added_by_mistake_is_taken_away_whole(desk: Desk) -> None:
    desk.need("autism")
    reference = open_from_nothing(desk)
    add_lot(
        desk.database, desk.commissioner, LotAsked(reference, "2", NEW | {"ratios": "1:3", "cpv": "85311200-4"}), NOW
    )
    before = show_scheme_rules(desk.database, reference)
    asked = LotAsked(reference, "2", version=before.version)
    tried = remove_lot(desk.database, desk.commissioner, asked, NOW, dry_run=True)
    assert (tried.changed, show_scheme_rules(desk.database, reference)) == (frozenset(), before)
    assert remove_lot(desk.database, desk.commissioner, asked, NOW).result == tried.result
    assert [lot.number for lot in show_scheme_rules(desk.database, reference).lots] == ["1"]
    with desk.session() as session:
        last = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id.desc()).limit(1)).one()
    assert (last.action, last.detail["lot"], last.detail["Title"]) == ("remove-lot", "2", "Evenings")
    with pytest.raises(BadInput, match="has no lot 2"):
        remove_lot(desk.database, desk.commissioner, LotAsked(reference, "2"), NOW)


def test_a_lot_on_which_anything_rests_stays(desk: Desk) -> None:
    desk.need("autism")
    reference = open_from_nothing(desk)
    add_lot(desk.database, desk.commissioner, LotAsked(reference, "2", NEW), NOW)
    with desk.session() as session:
        lot_id = session.scalars(select(LotRow.id).where(LotRow.number == "1")).one()
    desk.ready_service("70.70", Unit.DAY, lot_id=lot_id)
    with pytest.raises(RuleBroken, match="1 admission, 1 rate card line"):
        remove_lot(desk.database, desk.commissioner, LotAsked(reference, "1"), NOW)
    with pytest.raises(Conflict, match="What you typed is still here"):
        remove_lot(desk.database, desk.commissioner, LotAsked(reference, "2", version=1), NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        remove_lot(desk.database, desk.broker, LotAsked(reference, "2"), NOW)
    remove_lot(desk.database, desk.commissioner, LotAsked(reference, "2"), NOW)
    with pytest.raises(RuleBroken):
        remove_lot(desk.database, desk.commissioner, LotAsked(reference, "1"), NOW)
    assert len(show_scheme_rules(desk.database, reference).lots) == 1
