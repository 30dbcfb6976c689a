"""Draws up the sheet that the market sees of a competition: the need and the outcode, and nothing that names the person."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.call_off_facts import LotFacts
from brokerage.domain.competition_criteria import AwardCriterion
from brokerage.domain.competition_form import CompetitionForm
from brokerage.domain.errors import BadInput
from brokerage.domain.market_sheet import MarketSheet, SheetCriterion, age_band, refuse_identity
from brokerage.domain.person_record import PersonRecord
from brokerage.domain.postcode import outcode_of
from brokerage.domain.unit import COUNTED_UNITS, Unit
from brokerage.domain.week_wanted import week_in_words
from brokerage.storage.queries.agreement_parties import council_as_party
from brokerage.storage.queries.council import council
from brokerage.storage.queries.lot_pricing import lot_pricings
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_at_hand import scheme_of_id

CURRENT_WORDING = "1"
"""The wording new sheets are sent in; those in `resources/wording` before it stay for the sheets that were."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A competition about to be opened: its reference and days, its lot, and by what it will be weighed."""

    reference: str
    opened_on: date
    answers_due_on: date
    lot: LotFacts
    criteria: tuple[AwardCriterion, ...]


def draw_up_sheet(reader: Reader, form: CompetitionForm, opening: Opening, record: PersonRecord) -> MarketSheet:
    """Return the sheet. Raises: BadInput at the field that tells who the person is; RuleBroken without a council's name."""
    ours, scheme = council(reader), scheme_of_id(reader, opening.lot.scheme_id)
    plan = record.plan_on(form.first_day)
    sheet = MarketSheet(
        wording=CURRENT_WORDING,
        is_demonstration=ours is not None and ours.is_demonstration,
        reference=opening.reference,
        council=council_as_party(ours),
        scheme_reference=scheme.reference,
        scheme_title=scheme.title,
        law=scheme.law,
        lot=opening.lot.lot,
        needs=record.need_titles,
        outcode=_outcode(record.details.postcode),
        week="" if form.week is None else str(form.week),
        week_in_words="" if form.week is None else week_in_words(form.week),
        ratio="" if form.ratio is None else str(form.ratio),
        age_band=age_band(record.details.born_on, form.first_day),
        first_day=form.first_day,
        planned_last_day=form.planned_last_day,
        outcomes=() if plan is None else tuple(outcome.title for outcome in plan.outcomes),
        what_matters=form.what_matters,
        criteria=tuple(
            SheetCriterion(one.number, one.kind, one.text, one.weight, one.highest_score) for one in opening.criteria
        ),
        units=_units(reader, form.lot_id),
        opened_on=opening.opened_on,
        answers_due_on=opening.answers_due_on,
        how_to_answer=form.how_to_answer,
        contact=form.contact,
    )
    refuse_identity(sheet, record.details)
    return sheet


def _units(reader: Reader, lot_id: int) -> tuple[Unit, ...]:
    """The units the lot allows of which a week's price can be made: an offer in another would be refused."""
    return tuple(unit for unit in lot_pricings(reader, lot_id)[lot_id].units if unit in COUNTED_UNITS)


def _outcode(postcode: str) -> str:
    """The first half of the postcode; nothing where none that can be read is kept: a sheet without a place is one all the same."""
    try:
        return outcode_of(postcode)
    except BadInput:
        return ""
