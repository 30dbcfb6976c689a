"""The states of a call-off in words, wherever one is told."""

from brokerage.domain.call_off import CallOffState
from ui import formats
from ui.tone import Tone

_S = CallOffState
_GOOD = frozenset({_S.APPROVED, _S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED, _S.RUNNING})
_BAD = frozenset({_S.DECLINED, _S.EXPIRED, _S.CANCELLED})
_WAITING = frozenset({_S.AWAITING_APPROVAL, _S.SENT})
_MARKS = {Tone.GOOD: "✓", Tone.WARN: "▲", Tone.BAD: "◆"}


def state_tone(state: CallOffState) -> Tone:
    """How a state is meant: it goes on, it waits for somebody, it came to nothing, or it is at rest."""
    if state in _GOOD:
        return Tone.GOOD
    if state in _WAITING:
        return Tone.WARN
    return Tone.BAD if state in _BAD else Tone.QUIET


def state_words(state: CallOffState) -> str:
    """`✓ Running`: the state as a shape and a word."""
    mark = _MARKS.get(state_tone(state), "·")
    return f"{mark} {formats.words(state)}"
