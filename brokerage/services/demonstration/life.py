"""Writes the steps of a call-off's life: who took them, what was approved, which agreement number it got, and the audit."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from brokerage import __version__
from brokerage.domain.approval import NOT_INDEPENDENT, approvers_needed
from brokerage.domain.calendar import add_working_days
from brokerage.domain.call_off import CallOffState, Step, state_after
from brokerage.domain.service import Rating
from brokerage.domain.staff import Job
from brokerage.services.demonstration.council import Approver, Staff
from brokerage.services.demonstration.ledger import Columns, Ledger
from brokerage.services.demonstration.stories import StepTaken, Story

_NOTES = {
    Step.RETURN: "Please say why nothing nearer was asked (demo).",
    Step.DECLINE: "No staff for these hours (demo).",
    Step.WITHDRAW: "The person has changed their mind (demo).",
    Step.CANCEL: "The person has gone into hospital (demo).",
    Step.END: "Moved on, as planned (demo).",
}
_JOBS = {Step.APPROVE: Job.APPROVER, Step.RETURN: Job.APPROVER}


@dataclass(frozen=True, slots=True)
class Asked:
    """The call-off whose life is written: what was asked for, by whom, and by the desk of which team."""

    call_off_id: int
    reference: str
    team: int
    asked_by: int
    year_estimate: Decimal
    rating: Rating
    answer_days: int


@dataclass(frozen=True, slots=True)
class AgreementToIssue:
    """An agreement that was issued: for which call-off, its number, by whom and when."""

    call_off: str
    call_off_id: int
    number: str
    issued_by_id: int
    issued_at: datetime


class LifeWriter:
    """Adds steps, approvals and audit entries. Agreements are numbered here and drawn up when all rows are in."""

    def __init__(self, ledger: Ledger, staff: Staff, bank_holidays: frozenset[date], *, independent: bool) -> None:
        self._ledger, self._staff, self._bank_holidays = ledger, staff, bank_holidays
        self._independent = independent
        self._logins = {staff_id: login for login, staff_id in staff.by_login.items()}
        self._audit: list[Columns] = []
        self._issued: dict[int, int] = {}
        self.agreements: list[AgreementToIssue] = []

    def who_asks(self, team: int) -> int:
        """A practitioner, or sometimes a broker, of the team."""
        asking = self._staff.teams[team - 1]
        return asking.broker_id if self._ledger.happens(25) else asking.practitioner_id

    def stamp(self, day: date, position: int) -> datetime:
        """A time in office hours on the day; a later step of the same day comes later."""
        return self._ledger.stamp(day, 540 + 25 * position + self._ledger.chance.randint(0, 20))

    def write(self, asked: Asked, story: Story) -> None:
        """Adds everything that happened to the call-off."""
        state, raised_step = CallOffState.DRAFT, 0
        for position, taken in enumerate(story.steps, start=1):
            at = self.stamp(taken.day, position)
            if taken.step is Step.APPROVE:
                self._approve(asked, raised_step, at)
            step_id, state = self._take(asked, taken, state, at)
            if taken.step is Step.RAISE:
                raised_step = step_id
                self._ledger.row("call_offs", asked.call_off_id)["raised_at"] = at
            if taken.step is Step.RETURN:
                self._decide(asked, raised_step, self._approvers(asked)[0], at, approved=False)
            if taken.step is Step.SEND:
                due = add_working_days(taken.day, asked.answer_days, self._bank_holidays)
                self._ledger.row("call_offs", asked.call_off_id)["answer_due_on"] = due
        if state is CallOffState.AWAITING_APPROVAL and approvers_needed(asked.rating) > 1:
            # One of the two approvers such a service needs has said yes already.
            last = story.steps[-1]
            self._decide(asked, raised_step, self._approvers(asked)[0], self.stamp(last.day, 9), approved=True)

    def finish(self) -> None:
        """Adds the audit entries of all call-offs in order of time, and the counters agreement numbers go on from."""
        for entry in sorted(self._audit, key=lambda entry: (str(entry["at"]), str(entry["subject_key"]))):
            self._ledger.add("audit_entries", **entry)
        for year, last_number in sorted(self._issued.items()):
            self._ledger.link("reference_counters", prefix=f"PA-{year}-", last_number=last_number)

    def _take(self, asked: Asked, taken: StepTaken, from_state: CallOffState, at: datetime) -> tuple[int, CallOffState]:
        step = taken.step
        taken_by = self._who_takes(asked, step)
        to_state = state_after(step, from_state, _JOBS.get(step, Job.BROKER))
        note = _NOTES.get(step, "")
        if step is Step.APPROVE and not self._independent:
            note = NOT_INDEPENDENT
        if step is Step.ISSUE_AGREEMENT:
            note = f"{self._number(asked, taken_by, at)} edition 1"
        step_id = self._ledger.add(
            "call_off_steps",
            call_off_id=asked.call_off_id,
            step=step,
            from_state=from_state,
            to_state=to_state,
            taken_by_id=taken_by,
            taken_at=at,
            note=note,
        )
        detail = {"from": from_state.value, "to": to_state.value, "year_estimate": str(asked.year_estimate)}
        self._record(taken_by, at, step, asked.reference, detail)
        return step_id, to_state

    def _who_takes(self, asked: Asked, step: Step) -> int:
        if step in (Step.RAISE, Step.WITHDRAW):
            return asked.asked_by
        if step in (Step.APPROVE, Step.RETURN):
            return self._approvers(asked)[-1 if step is Step.APPROVE else 0].id
        return self._staff.teams[asked.team - 1].broker_id

    def _approvers(self, asked: Asked) -> list[Approver]:
        """As many approvers as the service needs, those with the lowest limits that suffice."""
        allowed = [approver for approver in self._staff.approvers if approver.limit >= asked.year_estimate]
        return allowed[: approvers_needed(asked.rating)]

    def _approve(self, asked: Asked, raised_step: int, at: datetime) -> None:
        for approver in self._approvers(asked):
            self._decide(asked, raised_step, approver, at, approved=True)

    def _decide(self, asked: Asked, raised_step: int, approver: Approver, at: datetime, *, approved: bool) -> None:
        self._ledger.add(
            "approvals",
            call_off_id=asked.call_off_id,
            answers_step_id=raised_step,
            approver_id=approver.id,
            approved=approved,
            year_estimate=asked.year_estimate,
            approval_limit=approver.limit,
            reason="" if approved else _NOTES[Step.RETURN],
            independent=self._independent,
            decided_at=at,
        )

    def _number(self, asked: Asked, issued_by: int, at: datetime) -> str:
        self._issued[at.year] = self._issued.get(at.year, 0) + 1
        number = f"PA-{at.year}-{self._issued[at.year]:04d}"
        self.agreements.append(AgreementToIssue(asked.reference, asked.call_off_id, number, issued_by, at))
        return number

    def _record(self, staff_id: int, at: datetime, step: Step, reference: str, detail: dict[str, str]) -> None:
        login = self._logins[staff_id]
        self._audit.append(
            {
                "at": at,
                "actor": login,
                "signed_in_as": login,
                "action": step.value,
                "subject": "call_offs",
                "subject_key": reference,
                "detail": detail,
                "program_version": __version__,
            }
        )
