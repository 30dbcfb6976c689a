from dataclasses import replace
from datetime import date

import pytest

from brokerage.domain.answer_clock import Urgency
from brokerage.domain.application import ApplicationState
from brokerage.domain.application_board import ApplicationFacts, make_board, say_time_left

TODAY = date(2026, 12, 17)
CHRISTMAS = frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)})


def waiting(reference: str, due_on: date, state: ApplicationState = ApplicationState.ACKNOWLEDGED) -> ApplicationFacts:
    return ApplicationFacts(
        application_id=1,
        reference=reference,
        version=1,
        scheme="ELA-2022",
        scheme_title="Everyday Life (demo)",
        provider_id=1,
        provider="Northbourne Support (demo)",
        round="",
        received_on=date(2026, 12, 1),
        due_on=due_on,
        extension_reason="",
        acknowledged_on=None,
        state=state,
    )


def test_what_presses_most_stands_first_and_what_is_answered_last() -> None:
    answered = waiting("AP-5", date(2026, 12, 1), ApplicationState.ANSWERED)
    withdrawn = replace(waiting("AP-6", date(2026, 12, 1), ApplicationState.WITHDRAWN), received_on=date(2026, 12, 2))
    in_time, soon = waiting("AP-1", date(2027, 1, 5)), waiting("AP-2", date(2026, 12, 21))
    today, late = waiting("AP-3", TODAY), waiting("AP-4", date(2026, 12, 15), ApplicationState.DECIDED)
    board = make_board((answered, in_time, soon, withdrawn, today, late), TODAY, CHRISTMAS)
    assert [(row.facts.reference, row.urgency) for row in board.rows] == [
        ("AP-4", Urgency.LATE),
        ("AP-3", Urgency.DUE_TODAY),
        ("AP-2", Urgency.DUE_SOON),
        ("AP-1", Urgency.IN_TIME),
        ("AP-6", None),
        ("AP-5", None),
    ]
    assert board.counts == tuple((urgency, 1) for urgency in Urgency)
    assert [row.time_left for row in board.rows] == [
        "late by 2 working days",
        "due today",
        "due soon: 2 working days left",
        "in time: 10 working days left",
        "",
        "",
    ]


def test_an_answered_application_says_whether_a_contract_is_still_to_be_sealed() -> None:
    answered = waiting("AP-5", TODAY, ApplicationState.ANSWERED)
    told = make_board((answered, replace(answered, waits_for_award=True)), TODAY, CHRISTMAS)
    assert [row.next_step for row in told.rows] == [
        "Nothing more; every lot is settled.",
        "Award and seal the contract where it was admitted.",
    ]


@pytest.mark.parametrize(
    ("urgency", "days", "words"),
    [
        (Urgency.LATE, -1, "late by 1 working day"),
        (Urgency.LATE, 0, "late since the last working day"),
        (Urgency.DUE_TODAY, 0, "due today"),
        (Urgency.DUE_SOON, 1, "due soon: 1 working day left"),
        (Urgency.IN_TIME, 12, "in time: 12 working days left"),
    ],
)
def test_the_time_left_is_said_in_words_that_need_no_colour(urgency: Urgency, days: int, words: str) -> None:
    assert say_time_left(urgency, days) == words
