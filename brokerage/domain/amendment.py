"""Whether a change of a call-off touches anything the approver decided on, or only the room and the words of the reason."""

from collections import Counter
from dataclasses import replace

from brokerage.domain.call_off import Step
from brokerage.domain.call_off_draft import CallOffDraft, LineChosen


def step_of_change(saved: CallOffDraft, changed: CallOffDraft) -> Step:
    """Return the step that saving takes: an amendment where only the room or the reason's words differ, else a change.

    `saved` is the call-off as its form would be filled from what was saved. A form in which nothing differs is a change: it
    asks for today's prices. So is one that takes the reason away, for one may be owed (rules.md 6 and 7).
    """
    if _decided_on(saved, saved) != _decided_on(changed, saved) or _notes(saved) == _notes(changed):
        return Step.CHANGE
    takes_reason_away = bool(saved.reason.strip()) and not changed.reason.strip()
    return Step.CHANGE if takes_reason_away else Step.AMEND


def _notes(draft: CallOffDraft) -> tuple[str, str]:
    return draft.room.strip(), draft.reason.strip()


def _decided_on(draft: CallOffDraft, saved: CallOffDraft) -> tuple[CallOffDraft, Counter[LineChosen]]:
    """Return all the approver decided on. The lines stand apart: in which order they were written decides nothing."""
    terms = replace(
        draft,
        lines=(),
        top_up_payer=draft.top_up_payer.strip(),
        room="",
        reason="",
        request_id=saved.request_id,
        package_id=saved.package_id,
        version=saved.version,
    )
    return terms, Counter(_as_saved(line, draft, saved) for line in draft.lines)


def _as_saved(line: LineChosen, draft: CallOffDraft, saved: CallOffDraft) -> LineChosen:
    """Return the line as it is read back once saved: without a week that is the draft's, described as its rate was then."""
    week = None if line.week == draft.week else line.week
    same_rate = (kept.description for kept in saved.lines if line.rate_id is not None and kept.rate_id == line.rate_id)
    return replace(line, week=week, description=line.description or next(same_rate, ""))
