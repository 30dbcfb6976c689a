"""The texts of a call-off that are kept as they were typed, and printed: looked at before anything else is."""

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.services.typed_text import typed_line, typed_text


def refuse_unkeepable_texts(draft: CallOffDraft) -> None:
    """Pass when all its texts can be kept. Raises: UnkeepableText at the field of one that is too long or cannot be printed."""
    typed_text(draft.reason, "reason")
    typed_line(draft.room, "room")
    typed_line(draft.top_up_payer, "top_up_payer")
    for line in draft.lines:
        typed_line(line.description, "lines")
