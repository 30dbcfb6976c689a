"""Who the demonstration's small competitions are about, and their days; the same day gives the same ones."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from brokerage.domain.calendar import add_working_days
from brokerage.domain.call_off_price import Holidays
from brokerage.domain.competition_form import CompetitionForm
from brokerage.domain.identity_guard import part_of_identity_in
from brokerage.domain.person_record import PersonDetails
from brokerage.domain.ratio import parse_ratio
from brokerage.domain.week_wanted import parse_week
from brokerage.services.demonstration.competition_stories import (
    CONTACT,
    HOW_TO_ANSWER,
    STORIES,
    CompetitionStory,
)
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Market
from brokerage.services.demonstration.made import MadePerson
from brokerage.services.demonstration.working_days import working_day_before


@dataclass(frozen=True, slots=True)
class CompetitionToRun:
    """A story, what is asked and for whom, and its days. `awarded_on` is None for one that is under way."""

    story: CompetitionStory
    form: CompetitionForm
    opened_on: date
    answered_on: date
    awarded_on: date | None


def plan_competitions(
    ledger: Ledger, market: Market, people: Sequence[MadePerson], holidays: Holidays
) -> tuple[CompetitionToRun, ...]:
    """Returns them in the order they are opened; none for a day so late that its bank holidays are not published yet."""
    if not holidays.known.contains(ledger.day(max(story.starts_in_days for story in STORIES))):
        return ()
    return tuple(
        _plan(number, story, ledger, market, _person(story, ledger, people), holidays)
        for number, story in enumerate(STORIES, start=1)
    )


def _plan(
    number: int, story: CompetitionStory, ledger: Ledger, market: Market, person: MadePerson, holidays: Holidays
) -> CompetitionToRun:
    opened_on = working_day_before(ledger.today, story.opened_days_ago, holidays.days)
    ago = story.awarded_days_ago
    return CompetitionToRun(
        story,
        CompetitionForm(
            request_id=f"demonstration-competition-{number}",
            person_id=person.id,
            lot_id=market.lots[story.lot_key].id,
            first_day=_first_day(story, ledger),
            why=story.why,
            week=parse_week(story.week or person.week),
            ratio=parse_ratio(story.ratio or person.ratio),
            what_matters=story.what_matters,
            how_to_answer=HOW_TO_ANSWER,
            contact=CONTACT,
            working_days=story.days_to_answer,
        ),
        opened_on,
        add_working_days(opened_on, 2, holidays.days),
        None if ago is None else working_day_before(ledger.today, ago, holidays.days),
    )


def _first_day(story: CompetitionStory, ledger: Ledger) -> date:
    """The first Monday from then on."""
    day = ledger.day(story.starts_in_days)
    return day + timedelta(days=-day.weekday() % 7)


def _person(story: CompetitionStory, ledger: Ledger, people: Sequence[MadePerson]) -> MadePerson:
    """Somebody of that age who pays no contribution: who has the fewest packages, and whom no text of the story names."""
    packages = Counter(row["person_id"] for row in ledger.tables["packages"])
    youngest, oldest = story.ages
    fitting = [
        person
        for person in people
        if person.lot_key in story.seek
        and youngest <= person.age_on(_first_day(story, ledger)) <= oldest
        and person.contribution is None
        and ledger.row("people", person.id)["active"]
        and not _is_named(story, ledger, person)
    ]
    return min(fitting, key=lambda person: (packages[person.id], person.id))


def _is_named(story: CompetitionStory, ledger: Ledger, person: MadePerson) -> bool:
    """Whether a text of the story happens to hold a part of who the person is: the desk would refuse it."""
    row = ledger.row("people", person.id)
    details = PersonDetails(
        given_name=str(row["given_name"]),
        family_name=str(row["family_name"]),
        born_on=person.born_on,
        legal_basis=person.legal_basis,
        case_number=str(row["case_number"]),
        address=str(row["address"]),
        postcode=str(row["postcode"]),
        representative=str(row["representative"]),
        reference=person.reference,
    )
    return any(part_of_identity_in(text, details) is not None for text in story.texts)
