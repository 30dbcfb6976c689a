"""Every kind of scheme lives on the same code: its answer time, its terms, its last day for call-offs are data. Both databases."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

import pytest

from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.domain.errors import RuleBroken
from brokerage.domain.round import OPEN_THROUGHOUT
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_asked import SchemeAsked, plan_of
from brokerage.domain.scheme_plan import parse_lot
from brokerage.services.look_at_application import look_at_application
from brokerage.services.open_scheme import open_scheme
from brokerage.services.receive_application import record_application
from brokerage.services.run_round import RoundToOpen, open_round
from brokerage.services.run_scheme import ExtensionAsked, extend_scheme, show_scheme
from tests.builders import NOW, TODAY, Desk
from ui.market.schemes.words import timeline

RECEIVED = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class Life:
    """A scheme of one kind from 1 October 2026, and what its own data make of it: terms end on 30 September of `years`."""

    kind: SchemeKind
    months: tuple[int, ...]
    answer_days: int
    due_on: date
    years: tuple[int, ...]
    last_call_off_day: date

    @property
    def ends(self) -> tuple[date, ...]:
        """The last day of each term."""
        return tuple(date(year, 9, 30) for year in self.years)


LIVES = (
    Life(SchemeKind.DPS_2015, (48, 24, 24), 10, date(2026, 11, 16), (2030, 2032, 2034), date(2029, 9, 30)),
    Life(SchemeKind.DYNAMIC_MARKET_2023, (96, 12), 20, date(2026, 11, 30), (2034, 2035), date(2034, 3, 31)),
    Life(SchemeKind.FRAMEWORK, (36, 12), 30, date(2026, 12, 14), (2029, 2030), date(2029, 6, 30)),
    Life(SchemeKind.OPEN_FRAMEWORK, (24, 36, 36), 15, date(2026, 11, 23), (2028, 2031, 2034), date(2028, 9, 30)),
    Life(SchemeKind.SPOT, (12, 12), 3, date(2026, 11, 5), (2027, 2028), date(2026, 12, 31)),
)


def test_a_scheme_of_each_kind_is_opened_applied_to_extended_and_drawn_by_its_own_data(desk: Desk) -> None:
    desk.need("autism")
    for life in LIVES:
        live(desk, life, f"KIND-{life.answer_days}")


def live(desk: Desk, life: Life, reference: str) -> None:
    """Open a scheme of the kind, apply to it, extend it, draw it."""
    asked = SchemeAsked(
        reference,
        "26/1",
        date(2026, 9, 1),
        title="One of its kind (demo)",
        kind=life.kind,
        law="The law it runs under",
        first_day=date(2026, 10, 1),
        months=life.months,
        lots=(parse_lot("1 = Days: autism"),),
        last_call_off_day=life.last_call_off_day,
        answer_working_days=life.answer_days,
    )
    opened = open_scheme(desk.database, desk.commissioner, plan_of(asked), NOW).result
    assert opened.contract_ends == life.ends, life.kind

    look = look_at_application(desk.database, reference, RECEIVED)
    assert (look.due_on, look.working_days) == (life.due_on, life.answer_days), life.kind
    assert ("not closed to newcomers" in look.notes[0]) == (life.kind in OPEN_THROUGHOUT), life.kind
    one = open_round(desk.database, desk.commissioner, RoundToOpen(reference, date(2026, 11, 1)), NOW).result
    form = form_for(desk, reference, look.lots[0].lot_id)
    assert record_application(desk.database, desk.commissioner, form, TODAY, NOW).result.due_on == life.due_on

    decision = ExtensionAsked(reference, 1, "26/2", TODAY, last_call_off_day=life.ends[1])
    assert extend_scheme(desk.database, desk.commissioner, decision, NOW).result.contract_end == life.ends[1]
    scheme = show_scheme(desk.database, reference, TODAY)
    assert (scheme.summary.last_day, scheme.summary.last_call_off_day) == (life.ends[1], life.ends[1]), life.kind
    shown = timeline(scheme, (one,), TODAY)
    assert [span.last_day for span in shown.spans] == [*life.ends, None], life.kind
    assert [mark.day for mark in shown.marks] == [TODAY, life.ends[1]], life.kind


def form_for(desk: Desk, scheme: str, lot_id: int) -> ApplicationForm:
    """A new provider asks for its service to join the lot."""
    provider_id = desk.provider()
    return ApplicationForm(
        uuid4().hex, scheme, provider_id, (ServiceInLot(desk.service(provider_id), lot_id),), RECEIVED
    )


def test_nobody_joins_a_scheme_of_any_kind_after_its_last_day_for_call_offs(desk: Desk) -> None:
    for life in LIVES:
        reference = f"OLD-{life.answer_days}"
        scheme_id = desk.scheme(reference=reference, kind=life.kind, last_call_off_day=date(2026, 10, 31))
        form = form_for(desk, reference, desk.lot(scheme_id, number="1"))
        with pytest.raises(RuleBroken, match="ended on 31 Oct 2026: nobody joins it any more"):
            record_application(desk.database, desk.commissioner, form, TODAY, NOW)
