"""What a lot asks of its applicants, as a whole that agrees with itself: kinds, weights that make 100, thresholds, documents.

The weights count by themselves (`assessment.assess`), and are told to applicants as percentages, so they make 100 where anything
is scored.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.documents_asked import DocumentAsked
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.number_words import count
from brokerage.domain.provider_document import DocumentKind

WHOLE = 100
MOST_POINTS = 100
MOST_QUESTIONS = 60
LONGEST_QUESTION = 1_000
_DOCUMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
ASKED_KINDS = tuple(kind.value for kind in DocumentKind if kind is not DocumentKind.SIGNED_CONTRACT)
"""The kinds an applicant may be asked for: a contract is signed after the award."""


class Part(Enum):
    """What a fault in a question is about."""

    KIND = "kind"
    TEXT = "text"
    WEIGHT = "weight"
    THRESHOLD = "threshold"
    HIGHEST = "highest"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """A question to be. `weight` is a whole percentage; `document` in the lot's own words, `safeguarding-policy`."""

    number: str
    kind: QuestionKind
    text: str
    weight: int = 0
    threshold: int = 0
    highest_score: int = 0
    document: str = ""


@dataclass(frozen=True, slots=True)
class QuestionTyped:
    """A question as somebody types it, or a sheet has it."""

    kind: str
    text: str
    weight: str = ""
    threshold: str = ""
    highest: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class QuestionFault:
    """What is wrong with a question, at its place from 1 and its part; place 0 where it is wrong with all together."""

    place: int
    part: Part
    sentence: str

    @property
    def field(self) -> str:
        """What a form calls the field: `weight-3`; `weight` for all together."""
        return f"{self.part.value}-{self.place}" if self.place else self.part.value


@dataclass(frozen=True, slots=True)
class QuestionsRead:
    """What was typed, as plans, and every fault in it."""

    plans: tuple[QuestionPlan, ...]
    faults: tuple[QuestionFault, ...]


@dataclass(frozen=True, slots=True)
class LotQuestions:
    """What a lot asks now. `waiting` counts its applications that are not decided; `mark` tells whether anything changed since."""

    lot_id: int
    scheme: str
    number: str
    title: str
    questions: tuple[QuestionPlan, ...]
    waiting: int
    mark: str

    @property
    def key(self) -> str:
        """How people name it, `RES-2022/1`."""
        return f"{self.scheme}/{self.number}"


def lot_asked(lots: Sequence[LotQuestions], scheme: str, number: str) -> LotQuestions:
    """Return the lot named `2` or `SCHEME/2`, in any case. Raises: BadInput naming those there are."""
    wanted = number.strip().lower().removeprefix(f"{scheme.lower()}/")
    for lot in lots:
        if lot.number.lower() == wanted:
            return lot
    known = ", ".join(lot.number for lot in lots) or "none yet"
    raise BadInput(f"{scheme} has no such lot: its lots are {known}.", "lot")


def read_questions(typed: Sequence[QuestionTyped]) -> QuestionsRead:
    """Return the questions, numbered in their order, with every fault in them."""
    faults: list[QuestionFault] = []
    plans = tuple(_read(place, each, faults) for place, each in enumerate(typed, start=1))
    faults.extend([fault for fault in faults_in(plans) if not _follows(fault, faults)])
    return QuestionsRead(plans, tuple(sorted(faults, key=lambda fault: fault.place or MOST_QUESTIONS + 1)))


def check_questions(plans: Sequence[QuestionPlan]) -> None:
    """Pass when the questions agree with each other. Raises: BadInput at the first fault."""
    for fault in faults_in(plans):
        where = f"Question {plans[fault.place - 1].number}: " if fault.place else ""
        raise BadInput(f"{where}{fault.sentence}", fault.field)


def faults_in(plans: Sequence[QuestionPlan]) -> Iterator[QuestionFault]:
    """Yield what is wrong with each question, then with all together."""
    known: dict[str, str] = {}
    numbers: set[str] = set()
    for place, plan in enumerate(plans, start=1):
        text = " ".join(plan.text.lower().split())
        if text and text in known:
            yield QuestionFault(place, Part.TEXT, f"Question {known[text]} asks the same: keep one.")
        if plan.number.lower() in numbers:
            yield QuestionFault(place, Part.TEXT, f"Two questions have the number {plan.number}: number each once.")
        known.setdefault(text, plan.number)
        numbers.add(plan.number.lower())
        yield from _faults_of(place, plan)
    yield from _faults_together(plans)


def weights_made(plans: Sequence[QuestionPlan]) -> int:
    """Return what the weights of the scored questions make, in percent."""
    return sum(plan.weight for plan in plans if plan.kind is QuestionKind.SCORED)


def say_weights(plans: Sequence[QuestionPlan]) -> str:
    """Return in words what the weights make, and how far that is from a whole."""
    if not any(plan.kind is QuestionKind.SCORED for plan in plans):
        return "Nothing is scored: whoever passes every question is admitted."
    made = weights_made(plans)
    if made == WHOLE:
        return f"The weights make {WHOLE} %."
    short = f"{WHOLE - made} % are missing" if made < WHOLE else f"{made - WHOLE} % are too many"
    return f"The weights make {made} %: {short}."


def refuse_while_waiting(lot: LotQuestions) -> None:
    """Pass when no application for the lot waits for its decision. Raises: RuleBroken telling how many do."""
    if lot.waiting:
        raise RuleBroken(
            f"{count(lot.waiting, 'application')} for lot {lot.key} {'waits' if lot.waiting == 1 else 'wait'} for a decision, "
            "and everyone is assessed by the questions they answered: decide first, then change what the lot asks.",
            {"waiting": str(lot.waiting)},
        )


def _follows(fault: QuestionFault, unread: Sequence[QuestionFault]) -> bool:
    """Whether it only follows from what cannot be read: a part, the kind that says which parts there are, or any weight."""
    if not fault.place:
        return fault.part is Part.WEIGHT and any(each.part in (Part.WEIGHT, Part.KIND) for each in unread)
    at_place = [each.part for each in unread if each.place == fault.place]
    return fault.part in at_place or (Part.KIND in at_place and fault.part is not Part.TEXT)


def _read(place: int, typed: QuestionTyped, faults: list[QuestionFault]) -> QuestionPlan:
    kinds = {kind.value: kind for kind in QuestionKind}
    said = re.sub(r"[\s/]+", "-", typed.kind.strip().lower()).replace("-or-", "-")
    if said not in kinds:
        faults.append(QuestionFault(place, Part.KIND, f"Choose the kind: {', '.join(kinds)}."))
    figures = {
        part: _whole(place, part, text, faults)
        for part, text in (
            (Part.WEIGHT, typed.weight),
            (Part.THRESHOLD, typed.threshold),
            (Part.HIGHEST, typed.highest),
        )
    }
    return QuestionPlan(
        str(place),
        kinds.get(said, QuestionKind.DECLARATION),
        " ".join(typed.text.split()),
        figures[Part.WEIGHT],
        figures[Part.THRESHOLD],
        figures[Part.HIGHEST],
        "-".join(typed.document.lower().replace("-", " ").split()),
    )


def _whole(place: int, part: Part, text: str, faults: list[QuestionFault]) -> int:
    bare = text.strip().removesuffix("%").strip()
    if not bare:
        return 0
    if not re.fullmatch(r"[0-9]{1,3}", bare):
        faults.append(QuestionFault(place, part, "Write a whole number, such as 40."))
        return 0
    return int(bare)


def _faults_of(place: int, plan: QuestionPlan) -> Iterator[QuestionFault]:
    if not plan.text.strip():
        yield QuestionFault(place, Part.TEXT, "The question has no words: write what is asked.")
    if len(plan.text) > LONGEST_QUESTION:
        yield QuestionFault(place, Part.TEXT, f"This has more than {LONGEST_QUESTION:,} letters: shorten it.")
    yield from _faults_of_scored(place, plan) if plan.kind is QuestionKind.SCORED else _faults_of_passed(place, plan)
    if plan.document or plan.kind is QuestionKind.DOCUMENT:
        yield from _faults_of_document(place, plan)


def _faults_of_scored(place: int, plan: QuestionPlan) -> Iterator[QuestionFault]:
    if not 1 <= plan.weight <= WHOLE:
        yield QuestionFault(place, Part.WEIGHT, f"A scored question weighs from 1 to {WHOLE} %: give its weight.")
    if not 1 <= plan.highest_score <= MOST_POINTS:
        yield QuestionFault(
            place, Part.HIGHEST, f"A scored question has from 1 to {MOST_POINTS} points: give the highest."
        )
    elif not 0 <= plan.threshold <= plan.highest_score:
        yield QuestionFault(
            place, Part.THRESHOLD, f"Nobody reaches it with {plan.highest_score} points: give no more than these."
        )


def _faults_of_passed(place: int, plan: QuestionPlan) -> Iterator[QuestionFault]:
    figures = ((Part.WEIGHT, plan.weight), (Part.THRESHOLD, plan.threshold), (Part.HIGHEST, plan.highest_score))
    for part, figure in figures:
        if figure:
            yield QuestionFault(place, part, "Only a scored question has this: leave it empty, or choose scored.")


def _faults_of_document(place: int, plan: QuestionPlan) -> Iterator[QuestionFault]:
    kind = DocumentAsked(0, "", 0, "", plan.number, plan.document).kind.value
    ends_in_a_kind = plan.document in ASKED_KINDS or plan.document.rpartition("-")[2] in ASKED_KINDS
    if plan.kind is QuestionKind.SCORED:
        yield QuestionFault(place, Part.DOCUMENT, "A scored question is read, not filed: ask for the document apart.")
    elif not ends_in_a_kind or kind not in ASKED_KINDS or not _DOCUMENT.fullmatch(plan.document):
        yield QuestionFault(
            place,
            Part.DOCUMENT,
            f"Say which document: {', '.join(ASKED_KINDS[:-1])} or {ASKED_KINDS[-1]}, with words before it where it is a special "
            "one, as in safeguarding policy.",
        )


def _faults_together(plans: Sequence[QuestionPlan]) -> Iterator[QuestionFault]:
    if not plans:
        yield QuestionFault(0, Part.TEXT, "Nothing is asked: write at least one question.")
    if len(plans) > MOST_QUESTIONS:
        yield QuestionFault(0, Part.TEXT, f"A lot asks at most {MOST_QUESTIONS} questions: leave some out.")
    scored = [plan for plan in plans if plan.kind is QuestionKind.SCORED]
    if scored and weights_made(plans) != WHOLE:
        yield QuestionFault(0, Part.WEIGHT, f"{say_weights(plans)} Change them until they make {WHOLE} %.")
