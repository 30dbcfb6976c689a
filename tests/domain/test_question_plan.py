from dataclasses import replace

import pytest

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.question_plan import (
    LotQuestions,
    Part,
    QuestionFault,
    QuestionPlan,
    QuestionTyped,
    check_questions,
    read_questions,
    refuse_while_waiting,
    say_weights,
)

INSURED = QuestionTyped("Document", " Insured for  £5 million ", document="Insurance")
REGISTERED = QuestionTyped("Pass or fail", "Registered", document="registration")
CHECKED = QuestionTyped("declaration", "Nobody is barred")
CHOICE = QuestionTyped("scored", "How do people decide?", "40", "3", "5")
STAFF = QuestionTyped("scored", "How are staff found?", "35 %", "3", "5")
SAFE = QuestionTyped("SCORED", "How is a person kept safe?", "25", "3", "5")
HOME = (INSURED, REGISTERED, CHECKED, CHOICE, STAFF, SAFE)


def faults(*typed: QuestionTyped) -> list[tuple[int, Part, str]]:
    return [(fault.place, fault.part, fault.sentence) for fault in read_questions(typed).faults]


def test_the_questions_of_a_home_weigh_40_35_and_25_and_are_numbered_in_their_order() -> None:
    read = read_questions(HOME)
    assert read.faults == ()
    assert [plan.number for plan in read.plans] == ["1", "2", "3", "4", "5", "6"]
    assert read.plans[0] == QuestionPlan("1", QuestionKind.DOCUMENT, "Insured for £5 million", document="insurance")
    assert read.plans[4] == QuestionPlan("5", QuestionKind.SCORED, "How are staff found?", 35, 3, 5)
    assert say_weights(read.plans) == "The weights make 100 %."
    check_questions(read.plans)


def test_weights_that_do_not_make_100_are_told_with_what_is_missing_or_too_many() -> None:
    assert faults(INSURED, CHOICE, STAFF) == [
        (0, Part.WEIGHT, "The weights make 75 %: 25 % are missing. Change them until they make 100 %.")
    ]
    assert say_weights(read_questions((CHOICE, STAFF, SAFE, replace(SAFE, text="And learnt?"))).plans) == (
        "The weights make 125 %: 25 % are too many."
    )


def test_a_lot_may_score_nothing_and_then_says_so() -> None:
    read = read_questions((INSURED, CHECKED))
    assert read.faults == ()
    assert say_weights(read.plans) == "Nothing is scored: whoever passes every question is admitted."


@pytest.mark.parametrize(
    ("typed", "part", "said"),
    [
        (replace(CHOICE, kind="essay"), Part.KIND, "Choose the kind: pass-fail, scored, document, declaration."),
        (replace(CHECKED, text="  "), Part.TEXT, "has no words"),
        (replace(CHECKED, text="x" * 1001), Part.TEXT, "more than 1,000 letters"),
        (replace(CHOICE, text="nobody  is BARRED"), Part.TEXT, "Question 1 asks the same"),
        (replace(CHOICE, weight="40.5"), Part.WEIGHT, "whole number"),
        (replace(CHOICE, weight=""), Part.WEIGHT, "from 1 to 100 %"),
        (replace(CHOICE, highest=""), Part.HIGHEST, "from 1 to 100 points"),
        (replace(CHOICE, threshold="6"), Part.THRESHOLD, "Nobody reaches it with 5 points"),
        (replace(CHECKED, text="Sure?", weight="10"), Part.WEIGHT, "Only a scored question"),
        (replace(INSURED, document=""), Part.DOCUMENT, "Say which document: insurance, registration, policy or other"),
        (replace(INSURED, document="licence"), Part.DOCUMENT, "Say which document"),
        (replace(INSURED, document="signed contract"), Part.DOCUMENT, "Say which document"),
        (replace(CHOICE, document="policy"), Part.DOCUMENT, "ask for the document apart"),
    ],
)
def test_each_fault_stands_at_its_question_and_part(typed: QuestionTyped, part: Part, said: str) -> None:
    found = [fault for fault in faults(CHECKED, typed) if fault[0]]
    assert [(place, at) for place, at, _ in found] == [(2, part)]
    assert said in found[0][2]


def test_a_special_document_is_said_with_words_before_its_kind() -> None:
    (plan,) = read_questions((replace(INSURED, document="Safeguarding policy"),)).plans
    assert plan.document == "safeguarding-policy"


def test_nothing_asked_and_numbers_given_twice_are_refused() -> None:
    with pytest.raises(BadInput, match="Nothing is asked"):
        check_questions(())
    twice = (
        QuestionPlan("1", QuestionKind.DECLARATION, "Nobody is barred"),
        QuestionPlan("1", QuestionKind.DECLARATION, "Nobody is bankrupt"),
    )
    with pytest.raises(BadInput, match="Question 1: Two questions have the number 1") as refused:
        check_questions(twice)
    assert refused.value.field == "text-2"
    assert QuestionFault(0, Part.WEIGHT, "").field == "weight"


def test_what_a_lot_asks_is_not_changed_while_applications_wait() -> None:
    lot = LotQuestions(1, "RES-2030", "1", "Homes", (), 2, "0-0")
    with pytest.raises(RuleBroken, match="2 applications for lot RES-2030/1 wait for a decision"):
        refuse_while_waiting(lot)
    refuse_while_waiting(replace(lot, waiting=0))
