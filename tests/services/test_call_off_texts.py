"""The texts of a call-off are kept as typed and printed: one that is too long, or cannot be printed, is refused at its field."""

from dataclasses import replace

import pytest

from brokerage.domain.call_off_draft import CallOffDraft
from brokerage.domain.errors import UnkeepableText
from brokerage.services.approve import return_call_off
from brokerage.services.change_call_off import change_call_off
from brokerage.services.raise_call_off import draft_call_off, raise_call_off
from brokerage.services.send_and_answer import accept_call_off, withdraw_call_off
from tests.builders import NOW, Desk
from tests.services.call_off_builders import form, raised, rows_of

unkeepable = pytest.mark.parametrize(
    "typed", ["x" * 3_000, "a\0b", "a\x1b[31mb", "ab\u202ecd"], ids=["long", "nul", "control", "turned"]
)


@unkeepable
def test_text_of_the_form_that_cannot_be_kept_is_refused_at_its_field(desk: Desk, typed: str) -> None:
    whole = form(desk.person(), desk.ready_service())
    described = replace(whole, lines=(replace(whole.lines[0], description=typed),))
    for field, draft in (
        ("reason", replace(whole, reason=typed)),
        ("room", replace(whole, room=typed)),
        ("top_up_payer", replace(whole, top_up_payer=typed)),
        ("lines", described),
    ):
        assert at_which(desk, draft) == [field, field]
    assert rows_of(desk) == 0


def at_which(desk: Desk, draft: CallOffDraft) -> list[str | None]:
    """The fields at which raising and saving it are refused."""
    with pytest.raises(UnkeepableText) as raising:
        raise_call_off(desk.database, desk.practitioner, draft, NOW)
    with pytest.raises(UnkeepableText) as saving:
        draft_call_off(desk.database, desk.practitioner, draft, NOW)
    return [raising.value.field, saving.value.field]


@unkeepable
def test_reason_of_a_step_that_cannot_be_kept_is_refused(desk: Desk, typed: str) -> None:
    reference, database = raised(desk).reference, desk.database
    with pytest.raises(UnkeepableText) as withdrawing:
        withdraw_call_off(database, desk.practitioner, reference, typed, NOW)
    with pytest.raises(UnkeepableText) as returning:
        return_call_off(database, desk.broker, reference, typed, NOW)
    with pytest.raises(UnkeepableText) as accepting:
        accept_call_off(database, desk.broker, reference, NOW, room=typed)
    with pytest.raises(UnkeepableText) as changing:
        change_call_off(database, desk.broker, reference, form(1, desk.ready_service()), typed, NOW)
    fields = [one.value.field for one in (withdrawing, returning, accepting, changing)]
    assert fields == ["reason", "reason", "room", "why"]
