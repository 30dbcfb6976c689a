"""An application under assessment as it is shown: lot by lot, the scores, what the regulator says beside them, the decision."""

from dataclasses import dataclass
from datetime import date

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_answers import GivenAnswer, OfferedPrice, answer_to
from brokerage.domain.assessment import Assessment, Question, Score, Stage, assess
from brokerage.domain.period import format_day
from brokerage.domain.service import Rating, Registration


@dataclass(frozen=True, slots=True)
class AssessorEntry:
    """Somebody who assesses the application, or declared a conflict of interest and stays out. `note` says what it is."""

    staff_id: int
    full_name: str
    has_conflict: bool
    note: str


@dataclass(frozen=True, slots=True)
class ScoreEntry:
    """A score as it was given, with who gave it."""

    score: Score
    assessor: str


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """What was decided of a lot."""

    outcome: LotOutcome
    reasons: str
    feedback: str
    decided_on: date
    decided_by: str
    decided_by_id: int


@dataclass(frozen=True, slots=True)
class AskedService:
    """The service that asks, and what its regulator says of it. `rated_on` is None where that day is not known."""

    service_id: int
    name: str
    regulator_id: str | None
    rating: Rating
    rated_on: date | None
    registration: Registration


@dataclass(frozen=True, slots=True)
class AskedLot:
    """The lot it asks for."""

    lot_id: int
    number: str
    title: str
    registration_needed: bool


@dataclass(frozen=True, slots=True)
class LotAssessment:
    """One service in one lot of an application. `conflicted` are the assessors whose scores do not count.

    `answers` are those to the lot's questions, `offered` the prices this service offers in the lot; empty where none were given.
    """

    application_lot_id: int
    service: AskedService
    lot: AskedLot
    outcome: LotOutcome
    questions: tuple[Question, ...]
    scores: tuple[ScoreEntry, ...]
    decision: DecisionEntry | None
    assessors_needed: int
    conflicted: frozenset[int]
    answers: tuple[GivenAnswer, ...]
    offered: tuple[OfferedPrice, ...]

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return f"{self.service.name} in lot {self.lot.number}"

    @property
    def given(self) -> tuple[Score, ...]:
        """The scores without names, in the order they were given."""
        return tuple(entry.score for entry in self.scores)

    @property
    def assessment(self) -> Assessment:
        """How the questions came out so far."""
        return assess(self.questions, self.given, self.assessors_needed, self.conflicted)

    @property
    def registration_missing(self) -> bool:
        """Whether the lot needs a registration with the regulator that the service does not have: no call-off until it has."""
        return self.lot.registration_needed and self.service.registration is not Registration.REGISTERED

    def answer_to(self, question: Question) -> str:
        """What the provider answered, in its own words; empty where it did not."""
        return answer_to(self.answers, question.question_id)

    def last_score(self, question: Question, stage: Stage, assessor_id: int | None = None) -> Score | None:
        """The score given last for the question at this stage, by this assessor where one is named; None without any."""
        return next(
            (
                score
                for score in reversed(self.given)
                if (score.question_id, score.stage) == (question.question_id, stage)
                and assessor_id in (None, score.assessor_id)
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class ApplicationAssessment:
    """An application with all its lots, by lot and service."""

    reference: str
    version: int
    state: ApplicationState
    scheme: str
    scheme_reference: str
    provider: str
    received_on: date
    due_on: date
    assessors_needed: int
    assessors: tuple[AssessorEntry, ...]
    lots: tuple[LotAssessment, ...]

    @property
    def conflicted(self) -> frozenset[int]:
        """The staff who declared a conflict of interest."""
        return frozenset(assessor.staff_id for assessor in self.assessors if assessor.has_conflict)

    @property
    def undecided(self) -> tuple[LotAssessment, ...]:
        """The lots that wait for their decision."""
        return tuple(lot for lot in self.lots if lot.decision is None)


def say_rating(service: AskedService) -> str:
    """Return the rating in words, `Good, rated 3 Feb 2026`."""
    words = service.rating.value.replace("-", " ").capitalize()
    return words if service.rated_on is None else f"{words}, rated {format_day(service.rated_on)}"
