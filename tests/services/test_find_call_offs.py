import pytest

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_summary import CallOffOrder, CallOffQuestion, CallOffTab
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.services.find_call_offs import list_call_offs, show_call_off
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.send_and_answer import withdraw_call_off
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import accepted, approved, form, listed, raised, sent


def references(desk: Desk, question: CallOffQuestion) -> list[str]:
    return [row.reference for row in list_call_offs(desk.database, desk.broker, question, TODAY).rows]


def test_each_tab_holds_what_its_name_says_and_says_how_many(desk: Desk) -> None:
    one, two, three, four = raised(desk), approved(desk), sent(desk), accepted(desk)
    gone = raised(desk).reference
    withdraw_call_off(desk.database, desk.practitioner, gone, "Moved away", NOW)
    expected = {
        CallOffTab.QUEUE: [four.reference, two.reference],
        CallOffTab.MINE: [],
        CallOffTab.DRAFTS: [],
        CallOffTab.AWAITING_APPROVAL: [one.reference],
        CallOffTab.TO_SEND: [two.reference],
        CallOffTab.WAITING_FOR_ANSWER: [three.reference],
        CallOffTab.TO_AGREE: [four.reference],
        CallOffTab.STARTING_THIS_WEEK: [],
        CallOffTab.RUNNING: [],
        CallOffTab.ENDED: [gone],
        CallOffTab.ALL: [gone, four.reference, three.reference, two.reference, one.reference],
    }
    assert {tab: references(desk, CallOffQuestion(tab)) for tab in CallOffTab} == expected
    counts = dict(list_call_offs(desk.database, desk.broker, CallOffQuestion(), TODAY).counts)
    assert counts == {tab: len(found) for tab, found in expected.items()}


def test_rows_are_found_by_words_person_service_and_state(desk: Desk) -> None:
    ready = desk.ready_service(name="100% Sunny_side (demo)")
    person = desk.person(reference="P-1043", budget="900")
    mine = raise_call_off(desk.database, desk.practitioner, form(person, ready), NOW, listed()).result.reference
    other = raised(desk).reference
    for text in ("100%", "sunny_side", "p-1043", mine.lower()):
        assert references(desk, CallOffQuestion(text=text)) == [mine]
    assert references(desk, CallOffQuestion(text="100_")) == []
    assert references(desk, CallOffQuestion(person_id=person)) == [mine]
    assert references(desk, CallOffQuestion(service_id=ready.service_id)) == [mine]
    assert references(desk, CallOffQuestion(states=(CallOffState.APPROVED,))) == []
    assert references(desk, CallOffQuestion(states=(CallOffState.AWAITING_APPROVAL,))) == [other, mine]


def test_the_limit_cuts_the_rows_but_not_the_count(desk: Desk) -> None:
    cheap, dear = raised(desk, price="50.00").reference, raised(desk, price="90.00").reference
    found = list_call_offs(desk.database, desk.broker, CallOffQuestion(order=CallOffOrder.DEAREST, limit=1), TODAY)
    assert ([row.reference for row in found.rows], found.count) == ([dear], 2)
    assert references(desk, CallOffQuestion(order=CallOffOrder.FIRST_DAY)) == [dear, cheap]
    with pytest.raises(BadInput, match="limit"):
        list_call_offs(desk.database, desk.broker, CallOffQuestion(limit=0), TODAY)


def test_a_list_shows_initials_and_never_a_name(desk: Desk) -> None:
    raised(desk)
    (row,) = list_call_offs(desk.database, desk.broker, CallOffQuestion(), TODAY).rows
    assert row.person_initials == "W.S."
    assert "Sampleby" not in repr(row)


def test_one_call_off_is_found_by_reference_and_by_number_with_the_steps_open_to_the_job(desk: Desk) -> None:
    standing = sent(desk)
    by_reference = show_call_off(desk.database, desk.broker, standing.reference, TODAY)
    assert show_call_off(desk.database, desk.broker, standing.call_off_id, TODAY) == by_reference
    assert by_reference.steps_open == (Step.CHANGE, Step.AMEND, Step.ACCEPT, Step.DECLINE, Step.EXPIRE, Step.CANCEL)
    assert show_call_off(desk.database, desk.auditor, standing.reference, TODAY).steps_open == ()
    with pytest.raises(RuleBroken, match="There is no call-off CO-1999-0001"):
        show_call_off(desk.database, desk.broker, "CO-1999-0001", TODAY)
