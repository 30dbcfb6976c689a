"""Rounds, and twelve applications in every state: their steps, scores and decisions. Letters are drawn up once all rows are in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from brokerage import __version__
from brokerage.domain.answer_clock import AnswerClock, extend_clock, start_clock
from brokerage.domain.application import ApplicationState, ApplicationStep, LotOutcome, application_state_after
from brokerage.domain.assessment import Question, QuestionKind, Stage
from brokerage.domain.calendar import add_working_days
from brokerage.domain.staff import Job
from brokerage.services.demonstration.application_stories import STORIES, ApplicationStory
from brokerage.services.demonstration.council import Staff
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Lot, Market
from brokerage.services.demonstration.made import MadeService, Trouble
from brokerage.services.demonstration.working_days import working_day_before

_USUAL_DAYS, _LONGER_DAYS = 10, 15
_S, _Step = ApplicationState, ApplicationStep
_REASONS = {
    LotOutcome.ADMITTED: "Every criterion of the lot is met (demo).",
    LotOutcome.REFUSED: "One answer stays below its threshold: it says what is planned, not what is done (demo).",
}
_FEEDBACK = "Two examples from the last year would have shown it; apply again at any time (demo)."
_SCORE_REASONS = {True: "Shown by examples (demo).", False: "Nothing was shown yet (demo)."}
_DAYS_TO_ANSWER, _DAYS_TO_SEAL = 8, 12
_WITHDRAWN = "The provider has sold the home and withdraws (demo)."


@dataclass(frozen=True, slots=True)
class ApplicationMade:
    """An application as its papers need it. Days are None where there is no such paper."""

    reference: str
    application_id: int
    acknowledged_on: date | None
    answered_on: date | None
    sealed_on: date | None


class ApplicationMaker:
    """Adds the rounds and the applications."""

    def __init__(
        self,
        ledger: Ledger,
        staff: Staff,
        market: Market,
        services: Sequence[MadeService],
        questions: dict[str, tuple[Question, ...]],
        bank_holidays: frozenset[date],
    ) -> None:
        self._ledger, self._market, self._questions = ledger, market, questions
        self._bank_holidays = bank_holidays
        self._assessors = (staff.by_login["commissioner"], staff.by_login["second-commissioner"])
        self._newcomers = _Newcomers(services)
        self._numbers: dict[int, int] = {}
        self._rounds: list[tuple[int, int, date, date]] = []

    def add_all(self) -> list[ApplicationMade]:
        """Adds two rounds of the everyday scheme, one closed and one open, then the applications in the order they came."""
        made: list[ApplicationMade] = []
        everyday = self._market.lots["day"].scheme.id
        self._add_round(everyday, 1, "Summer round (demo)", self._ledger.day(-120), self._ledger.day(-50))
        self._add_round(everyday, 2, "Autumn round (demo)", self._ledger.day(-30), self._ledger.day(30))
        refused: MadeService | None = None
        for story in STORIES:
            lots = [self._market.lots[key] for key, _ in story.asks]
            service = refused if story.applies_again and refused is not None else self._newcomers.next_for(lots)
            made.append(self._add(story, lots, service))
            if refused is None and LotOutcome.REFUSED in dict(story.asks).values():
                refused = service
        for year, last_number in sorted(self._numbers.items()):
            self._ledger.link("reference_counters", prefix=f"AP-{year}-", last_number=last_number)
        return made

    def _add_round(self, scheme_id: int, number: int, title: str, opens_on: date, closes_on: date) -> None:
        round_id = self._ledger.add(
            "rounds",
            scheme_id=scheme_id,
            number=number,
            title=title,
            opens_on=opens_on,
            closes_on=closes_on,
            notice_reference=f"Example notice {number}",
        )
        self._rounds.append((scheme_id, round_id, opens_on, closes_on))

    def _add(self, story: ApplicationStory, lots: Sequence[Lot], service: MadeService) -> ApplicationMade:
        received_on = working_day_before(self._ledger.today, story.working_days_ago, self._bank_holidays)
        clock = self._clock(story, received_on)
        reference = self._reference(received_on)
        acknowledged_on = None if story.state is _S.RECEIVED else self._working_day_after(received_on, 1)
        application_id = self._add_row(story, lots[0].scheme.id, service, clock, reference, acknowledged_on)
        self._take_steps(story, application_id, reference, clock)
        self._add_asked(story, application_id, lots, service.id, received_on)
        self._add_assessors(story, application_id, received_on)
        answered_on = self._working_day_after(received_on, _DAYS_TO_ANSWER) if story.is_answered else None
        sealed_on = self._working_day_after(received_on, _DAYS_TO_SEAL) if story.is_awarded else None
        return ApplicationMade(reference, application_id, acknowledged_on, answered_on, sealed_on)

    def _add_row(
        self,
        story: ApplicationStory,
        scheme_id: int,
        service: MadeService,
        clock: AnswerClock,
        reference: str,
        acknowledged_on: date | None,
    ) -> int:
        at = self._ledger.stamp(clock.received_on, 560)
        self._record("receive", reference, at, {"due_on": clock.due_on.isoformat()})
        return self._ledger.add(
            "applications",
            reference=reference,
            request_id=f"demonstration-{reference}",
            scheme_id=scheme_id,
            round_id=self._round_on(scheme_id, clock.received_on),
            provider_id=service.provider_id,
            received_on=clock.received_on,
            due_on=clock.due_on,
            extension_reason=clock.extension_reason,
            acknowledged_on=acknowledged_on,
            state=story.state,
            recorded_by_id=self._assessors[0],
            recorded_at=at,
        )

    def _add_asked(
        self, story: ApplicationStory, application_id: int, lots: Sequence[Lot], service_id: int, received_on: date
    ) -> None:
        for lot, (_, outcome) in zip(lots, story.asks, strict=True):
            asked = {"application_id": application_id, "service_id": service_id, "lot_id": lot.id, "outcome": outcome}
            asked_id = self._ledger.add("application_lots", **asked)
            self._score(story, asked_id, lot, outcome, self._working_day_after(received_on, 4))
            if outcome is not LotOutcome.ASKED:
                self._decide(asked_id, outcome, self._working_day_after(received_on, 6))

    def _take_steps(self, story: ApplicationStory, application_id: int, reference: str, clock: AnswerClock) -> None:
        state = _S.RECEIVED
        for step, after, note in _steps_of(story):
            at = self._ledger.stamp(self._working_day_after(clock.received_on, after), 600)
            to_state = application_state_after(step, state, Job.COMMISSIONER)
            self._ledger.add(
                "application_steps",
                application_id=application_id,
                step=step,
                from_state=state,
                to_state=to_state,
                taken_by_id=self._assessors[0],
                taken_at=at,
                note=note,
            )
            self._record(step.value, reference, at, {"from": state.value, "to": to_state.value})
            state = to_state

    def _score(self, story: ApplicationStory, asked_id: int, lot: Lot, outcome: LotOutcome, day: date) -> None:
        """Gives each assessor's scores; where two differ on what was refused, the moderated one counts."""
        weak = next(one for one in self._questions[lot.key] if one.kind is QuestionKind.SCORED)
        for position, assessor_id in enumerate(self._assessors[: story.scored_by]):
            for question in self._questions[lot.key]:
                is_short = outcome is LotOutcome.REFUSED and question == weak and position == 0
                points = question.least_points - 1 if is_short else question.least_points
                self._give(asked_id, question, assessor_id, Stage.INDIVIDUAL, points, day)
        if outcome is LotOutcome.REFUSED and story.scored_by > 1:
            self._give(asked_id, weak, self._assessors[0], Stage.MODERATED, weak.least_points - 1, day)

    def _give(self, asked_id: int, question: Question, assessor_id: int, stage: Stage, points: int, day: date) -> None:
        self._ledger.add(
            "scores",
            application_lot_id=asked_id,
            question_id=question.question_id,
            staff_id=assessor_id,
            stage=stage,
            points=points,
            reason=_SCORE_REASONS[points >= question.least_points],
            given_at=self._ledger.stamp(day, 700 if stage is Stage.INDIVIDUAL else 760),
        )

    def _decide(self, asked_id: int, outcome: LotOutcome, day: date) -> None:
        self._ledger.add(
            "decisions",
            application_lot_id=asked_id,
            outcome=outcome,
            reasons=_REASONS[outcome],
            feedback=_FEEDBACK if outcome is LotOutcome.REFUSED else "",
            decided_on=day,
            decided_by_id=self._assessors[0],
            decided_at=self._ledger.stamp(day, 590),
        )

    def _add_assessors(self, story: ApplicationStory, application_id: int, received_on: date) -> None:
        entries = [(assessor_id, False, "") for assessor_id in self._assessors[: story.scored_by]]
        if story.has_conflict:
            entries.append((self._assessors[1], True, "A member of the family works there (demo)."))
        for staff_id, has_conflict, note in entries:
            self._ledger.link(
                "assessors",
                application_id=application_id,
                staff_id=staff_id,
                has_conflict=has_conflict,
                note=note,
                declared_at=self._ledger.stamp(self._working_day_after(received_on, 4), 650),
            )

    def _clock(self, story: ApplicationStory, received_on: date) -> AnswerClock:
        clock = start_clock(received_on, _USUAL_DAYS, self._bank_holidays)
        if not story.extension_reason:
            return clock
        return extend_clock(clock, _LONGER_DAYS, story.extension_reason, self._bank_holidays, received_on)

    def _round_on(self, scheme_id: int, day: date) -> int | None:
        return next(
            (
                round_id
                for of_scheme, round_id, opens_on, closes_on in self._rounds
                if of_scheme == scheme_id and opens_on <= day <= closes_on
            ),
            None,
        )

    def _reference(self, day: date) -> str:
        self._numbers[day.year] = self._numbers.get(day.year, 0) + 1
        return f"AP-{day.year}-{self._numbers[day.year]:04d}"

    def _working_day_after(self, day: date, number: int) -> date:
        return min(add_working_days(day, number, self._bank_holidays), self._ledger.today)

    def _record(self, action: str, reference: str, at: datetime, detail: dict[str, str]) -> None:
        self._ledger.add(
            "audit_entries",
            at=at,
            actor="commissioner",
            signed_in_as="commissioner",
            action=action,
            subject="applications",
            subject_key=reference,
            detail=detail,
            program_version=__version__,
        )


class _Newcomers:
    """Services that may apply: never admitted to the lots they ask for; those that were admitted nowhere come first."""

    def __init__(self, services: Sequence[MadeService]) -> None:
        sound = [service for service in services if service.trouble in (None, Trouble.NEVER_ADMITTED)]
        self._waiting = sorted(sound, key=lambda service: (bool(service.admissions), service.id))

    def next_for(self, lots: Sequence[Lot]) -> MadeService:
        """The next service of the lots' kind that is in none of them; it applies once."""
        keys = {lot.key for lot in lots}
        scheme_id = lots[0].scheme.id
        for service in self._waiting:
            is_of_kind = service.lots[0].scheme.id == scheme_id
            if is_of_kind and keys.isdisjoint(service.admissions):
                self._waiting.remove(service)
                return service
        raise LookupError(f"no service is left to apply for {sorted(keys)}")


def _steps_of(story: ApplicationStory) -> Iterator[tuple[ApplicationStep, int, str]]:
    """The steps of the story, so many working days after receipt, with their notes."""
    if story.state is _S.RECEIVED:
        return
    yield _Step.ACKNOWLEDGE, 1, ""
    if story.extension_reason:
        yield _Step.EXTEND, 2, story.extension_reason
    if story.state is _S.WITHDRAWN:
        yield _Step.WITHDRAW, 3, _WITHDRAWN
    if story.state in (_S.IN_ASSESSMENT, _S.DECIDED):
        yield _Step.ASSESS, 4, ""
    if story.state is _S.DECIDED:
        yield _Step.DECIDE, 6, ""
