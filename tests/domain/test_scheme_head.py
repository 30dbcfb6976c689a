"""What a scheme says of itself may be changed, as far as nothing rests on it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import Period
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_head import SchemeHead, check_head, parse_decision, read_head, typed_of
from brokerage.domain.scheme_head_words import Resting, head_changes, remarks_on_change

TODAY = date(2026, 11, 2)
CONTRACTS = Period(date(2022, 6, 15), date(2028, 6, 14))
HEAD = SchemeHead(
    "Residential care",
    "Homes.",
    SchemeKind.DPS_2015,
    "Public Contracts Regulations 2015",
    date(2027, 6, 14),
    10,
    15,
    Decimal("103000000.00"),
    ("22/00031", "26/00012"),
)
NOTHING = Resting(0, 0, 0)
LATER = "a longer time, where one is given from now on, is counted by the new days."


def changed(**said: str) -> SchemeHead:
    return read_head({name.replace("_", "-"): text for name, text in said.items()}, HEAD)


def test_what_is_typed_reads_back_as_it_was() -> None:
    assert read_head(typed_of(HEAD), HEAD) == HEAD
    bare = replace(HEAD, description="", last_call_off_day=None, estimated_value=None, decisions=())
    assert read_head(typed_of(bare), bare) == bare


def test_what_is_not_said_stays() -> None:
    assert changed(title=" Homes ", last_call_off_day="2027-12-31") == replace(
        HEAD, title="Homes", last_call_off_day=date(2027, 12, 31)
    )
    unknown = replace(HEAD, law="")
    assert read_head({"title": "Homes"}, unknown) == replace(unknown, title="Homes")


def test_none_or_nothing_takes_a_day_and_a_value_away() -> None:
    gone = changed(last_call_off_day="none", value="", description="")
    assert (gone.last_call_off_day, gone.estimated_value, gone.description) == (None, None, "")


def test_a_decisions_reference_is_corrected_and_none_is_added() -> None:
    assert changed(decision="22/00013", decision_1="26/00021").decisions == ("22/00013", "26/00021")
    with pytest.raises(BadInput, match="Extension 2 was not taken") as refused:
        changed(decision_2="26/1")
    assert refused.value.field == "decision-2"
    with pytest.raises(BadInput, match="No decision is on record yet"):
        read_head({"decision": "22/1"}, replace(HEAD, decisions=()))


def test_the_decision_of_an_extension_is_written_behind_its_number() -> None:
    assert parse_decision(" 1 : 26/00012: minute 4 ") == ("decision-1", "26/00012: minute 4")
    for text in ("26/00012", "0: 22/00031", "first: 1"):
        with pytest.raises(BadInput, match="Write which extension"):
            parse_decision(text)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("title", " ", "This is empty"),
        ("law", "", "This is empty"),
        ("decision", "", "This is empty"),
        ("kind", "club", "kind of scheme is not known"),
        ("answer-days", "ten", "from 1 to 250"),
        ("answer-days", "0", "from 1 to 250"),
        ("longer-answer-days", "251", "from 1 to 250"),
        ("last-call-off-day", "soon", "last day for call-offs"),
        ("value", "12 %", "percent"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(field: str, text: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        read_head({field: text}, HEAD)
    assert refused.value.field == field


def test_the_longer_time_is_never_the_shorter_one() -> None:
    for head, field in (
        (replace(HEAD, answer_working_days=20), "answer-days"),
        (replace(HEAD, extended_answer_working_days=9), "longer-answer-days"),
    ):
        with pytest.raises(BadInput, match="make it no shorter") as refused:
            check_head(head, HEAD, CONTRACTS, 0, TODAY)
        assert refused.value.field == field


def test_the_kind_stays_once_a_service_was_admitted() -> None:
    market = replace(HEAD, kind=SchemeKind.DYNAMIC_MARKET_2023)
    check_head(market, HEAD, CONTRACTS, 0, TODAY)
    with pytest.raises(RuleBroken, match="1 service was admitted under this scheme") as refused:
        check_head(market, HEAD, CONTRACTS, 1, TODAY)
    assert refused.value.field == "kind"


def test_call_offs_end_within_the_contracts_and_not_on_a_day_that_is_over() -> None:
    for day, said in ((date(2028, 6, 15), "from 15 Jun 2022 to 14 Jun 2028"), (date(2026, 11, 1), "is over")):
        with pytest.raises(BadInput, match=said):
            check_head(replace(HEAD, last_call_off_day=day), HEAD, CONTRACTS, 0, TODAY)


def test_what_changes_is_told_in_words() -> None:
    after = replace(HEAD, last_call_off_day=None, answer_working_days=5, decisions=("22/00031", "26/00021"))
    assert head_changes(HEAD, after) == (
        ("Decision of extension 1", "26/00012", "26/00021"),
        ("Last day for call-offs", "14 Jun 2027", "the end of the contracts"),
        ("Applications answered within", "10 working days", "5 working days"),
    )
    assert head_changes(HEAD, HEAD) == ()


def test_what_rests_on_a_change_is_told() -> None:
    resting = Resting(3, 1, 2)
    assert remarks_on_change(HEAD, replace(HEAD, title="Homes"), resting) == (
        "3 agreements issued already stand as they were printed, until a next edition.",
    )
    assert remarks_on_change(HEAD, replace(HEAD, answer_working_days=9), resting) == (
        f"1 application under way keeps the day its answer is due; {LATER}",
    )
    assert remarks_on_change(HEAD, replace(HEAD, last_call_off_day=TODAY), resting) == (
        "2 call-offs raised already begin after 2 Nov 2026: look at each.",
        "1 application under way is answered all the same; none can be made after the last day.",
    )
    assert remarks_on_change(HEAD, replace(HEAD, last_call_off_day=TODAY), Resting(0, 0, 0, 1)) == (
        "1 round goes on after the last day, when nobody can join any more: set its closing day.",
    )
    assert (
        remarks_on_change(HEAD, replace(HEAD, last_call_off_day=None, description=""), replace(resting, rounds_after=2))
        == ()
    )
    assert remarks_on_change(HEAD, replace(HEAD, title="Homes", last_call_off_day=TODAY), NOTHING) == ()


def test_a_system_of_2015_that_takes_longer_than_the_law_says_so() -> None:
    longer = replace(HEAD, extended_answer_working_days=20)
    assert "answers in 10 working days, 15 with a written reason" in remarks_on_change(HEAD, longer, NOTHING)[0]
    assert remarks_on_change(longer, replace(longer, title="Homes"), NOTHING) == ()
    assert remarks_on_change(HEAD, replace(longer, kind=SchemeKind.DYNAMIC_MARKET_2023), NOTHING) == ()
