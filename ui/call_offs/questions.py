"""What is asked before a step is taken. No widgets here."""

from datetime import date

from brokerage.domain.call_off import Step
from brokerage.domain.call_off_summary import CallOffDetail
from brokerage.domain.staff import Actor
from ui.call_offs.detail_words import approve_warning, headline
from ui.widgets.ask_words import Asked


def question_before(step: Step, detail: CallOffDetail, actor: Actor, today: date) -> Asked | None:
    """What to ask before the step, or None where pressing its button is enough."""
    reference, where = detail.summary.reference, headline(detail)
    questions = {
        Step.APPROVE: Asked(f"Approve {reference}?", where, "Approve", warning=approve_warning(actor)),
        Step.RETURN: Asked(
            f"Return {reference}",
            "It becomes a draft again, its place is free, and whoever raised it sees your reason.",
            "Return with this reason",
            reason="Why is it returned?",
            is_letting_go=True,
        ),
        Step.ACCEPT: Asked(
            f"The provider accepts {reference}",
            where,
            "Record acceptance",
            room="Room or place, if they named one",
        ),
        Step.DECLINE: Asked(
            f"The provider declines {reference}",
            "The place is free again; choose another service next.",
            "Record refusal",
            reason="Why do they decline?",
            is_letting_go=True,
        ),
        Step.WITHDRAW: Asked(
            f"Withdraw {reference}",
            "It was not sent to the provider; nobody outside is told. It stays in the list as withdrawn.",
            "Withdraw",
            reason="Why is it withdrawn?",
            is_letting_go=True,
        ),
        Step.CANCEL: Asked(
            f"Cancel {reference}",
            "The provider knows of it already: tell them. Its place is free again.",
            "Cancel call-off",
            reason="Why is it cancelled?",
            is_letting_go=True,
        ),
        Step.END: Asked(
            f"End the placement {reference}",
            where,
            "End placement",
            reason="Why does it end?",
            last_day=today,
            is_letting_go=True,
        ),
    }
    return questions.get(step)
