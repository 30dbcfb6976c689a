"""A scheme started from a notice takes what the notice says, asks for what it does not, and makes nothing up."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.notice_plan import Beside, choose_notice, fill_from_notice, remarks_on, set_beside
from brokerage.domain.ocds_notice import Notice, NoticeLot
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_asked import SchemeAsked, plan_of
from brokerage.domain.scheme_plan import parse_lot

NOTICE = Notice(
    ocid="ocds-h6vhtk-09aa01",
    released_at=None,
    reference="W1",
    title="Community support (demo)",
    description="Support in the community.",
    buyer="Weald (demo)",
    method="",
    kind=SchemeKind.DYNAMIC_MARKET_2023,
    law="Procurement Act 2023",
    applications_from=None,
    applications_until=date(2033, 3, 31),
    first_day=date(2027, 4, 1),
    last_day=date(2031, 3, 31),
    latest_last_day=None,
    contract_days=None,
    renewal="",
    value=Decimal(38000000),
    lots=(
        NoticeLot("LOT-0001", "Day opportunities", None, ("85312100", "odd")),
        NoticeLot("LOT-0002", "x" * 201, None, ()),
    ),
    remarks=("No codes are said.",),
)
ASKED = SchemeAsked(
    "MKT-2027",
    "26/0102",
    date(2026, 10, 5),
    lots=(parse_lot("1: autism; ages 18-"), parse_lot("2 = Homes: autism; cpv 85311200")),
    answer_working_days=20,
)
LATER = replace(NOTICE, latest_last_day=date(2033, 3, 31), renewal="Two years more.")


def test_what_the_notice_says_need_not_be_said() -> None:
    plan = plan_of(fill_from_notice(ASKED, NOTICE))
    assert (plan.title, plan.description) == ("Community support (demo)", "Support in the community.")
    assert (plan.kind, plan.law, plan.notice_ocid) == (NOTICE.kind, NOTICE.law, NOTICE.ocid)
    assert (plan.first_day, plan.months, plan.estimated_value) == (date(2027, 4, 1), (48,), Decimal(38000000))


def test_what_somebody_says_goes_before_the_notice() -> None:
    asked = replace(ASKED, title="Ours", kind=SchemeKind.FRAMEWORK, law="Another", estimated_value=Decimal(0))
    plan = plan_of(fill_from_notice(asked, NOTICE))
    assert (plan.title, plan.kind, plan.law, plan.estimated_value) == (
        "Ours",
        SchemeKind.FRAMEWORK,
        "Another",
        Decimal(0),
    )


def test_lots_whose_numbers_do_not_fit_are_counted_in_the_notices_order() -> None:
    first, second = plan_of(fill_from_notice(ASKED, NOTICE)).lots
    assert (first.number, first.title, first.needs, first.min_age) == ("1", "Day opportunities", ("autism",), 18)
    assert first.cpv_codes == ("85312100",)
    assert (second.number, second.title, second.cpv_codes) == ("2", "Homes", ("85311200",))


def test_lots_numbered_as_notices_do_keep_their_own_number_and_are_named_by_either() -> None:
    lots = (NoticeLot("lot-2a", "Lot 2a: Days", None, ()), NoticeLot("LOT-0007", "Lot 3: Nights", None, ()))
    asked = replace(ASKED, lots=(parse_lot("lot-2a: autism"), parse_lot("lot 7 = Homes: autism")))
    plan = plan_of(fill_from_notice(asked, replace(NOTICE, lots=lots)))
    assert [(lot.number, lot.title) for lot in plan.lots] == [("2a", "Days"), ("7", "Homes")]
    beside = {one.what: (one.said, one.differs) for one in set_beside(replace(NOTICE, lots=lots), plan)}
    assert (beside["Lot 2a"], beside["Lot 7"]) == (("Days", False), ("Lot 3: Nights", True))


def test_lots_keep_numbers_that_fit() -> None:
    notice = replace(NOTICE, lots=(NoticeLot("A7", "Days", None, ()),))
    asked = replace(ASKED, lots=(parse_lot("a7: autism"),))
    assert [lot.number for lot in fill_from_notice(asked, notice).lots] == ["A7"]


def test_a_lot_the_notice_has_not_is_refused() -> None:
    with pytest.raises(BadInput, match="The notice has no lot 3: its lots are 1, 2"):
        fill_from_notice(replace(ASKED, lots=(parse_lot("3: autism"),)), NOTICE)


def test_a_notice_without_lots_leaves_them_to_whoever_opens_it() -> None:
    plan = plan_of(fill_from_notice(replace(ASKED, lots=(parse_lot("9 = Days: autism"),)), replace(NOTICE, lots=())))
    assert [lot.number for lot in plan.lots] == ["9"]
    assert Beside("Lot 9", "not said", "Days") in set_beside(replace(NOTICE, lots=()), plan)


def test_everything_that_neither_says_is_asked_for_at_once() -> None:
    with pytest.raises(BadInput) as refused:
        plan_of(fill_from_notice(SchemeAsked("MKT-2027"), replace(NOTICE, law="", kind=None)))
    assert refused.value.field == "decision"
    for words in (
        "decision (",
        "on (",
        "kind (",
        "law",
        "answer-days (",
        "nothing is said so far of 1 Day opportunities, 2",
    ):
        assert words in refused.value.sentence
    assert "title" not in refused.value.sentence


@pytest.mark.parametrize(
    ("notice", "hint"),
    [
        (LATER, "the notice says 48 months at first, extended at most to 31 Mar 2033, “Two years more.”"),
        (replace(NOTICE, renewal="yes"), "the notice says 48 months at first, and not in which steps"),
        (replace(NOTICE, last_day=date(2031, 3, 30)), "the notice says 30 Mar 2031"),
        (replace(NOTICE, first_day=None, last_day=None, contract_days=1461), "the notice says 1,461 days"),
    ],
)
def test_terms_are_never_guessed_where_the_notice_leaves_them_open(notice: Notice, hint: str) -> None:
    with pytest.raises(BadInput) as refused:
        plan_of(fill_from_notice(replace(ASKED, first_day=date(2027, 4, 1)), notice))
    assert refused.value.field == "terms"
    assert hint in refused.value.sentence


def test_what_is_opened_stands_beside_what_the_notice_said() -> None:
    plan = plan_of(fill_from_notice(replace(ASKED, months=(48, 12)), LATER))
    beside = {one.what: one for one in set_beside(LATER, plan)}
    assert beside["Contracts to"] == Beside("Contracts to", "31 Mar 2031", "31 Mar 2031")
    assert beside["Extended, at most to"] == Beside("Extended, at most to", "31 Mar 2033", "31 Mar 2032")
    assert beside["Extended, at most to"].differs
    assert not beside["Contracts to"].differs
    assert beside["Lot 1"].said == "Day opportunities (85312100, odd)"
    assert beside["Days to answer"] == Beside("Days to answer", "not said", "20, 20 with a reason")
    assert not beside["Days to answer"].differs


def test_what_to_look_at_again_is_told() -> None:
    extended = plan_of(fill_from_notice(replace(ASKED, months=(48, 24)), LATER))
    first, value, applications = remarks_on(LATER, extended, date(2026, 11, 2))
    assert first == "No codes are said."
    assert "may hold the extensions too" in value
    assert "until 31 Mar 2033: open a round" in applications
    assert len(remarks_on(LATER, replace(extended, estimated_value=Decimal(1)), date(2026, 11, 2))) == 2
    assert remarks_on(LATER, extended, date(2033, 4, 1)) == (first, value)


def test_of_several_releases_the_latest_is_the_notice() -> None:
    old = replace(NOTICE, title="Old", released_at=datetime(2026, 9, 1, tzinfo=UTC))
    new = replace(NOTICE, title="New", released_at=datetime(2026, 10, 1, tzinfo=UTC))
    assert choose_notice((new, old)).title == "New"


def test_one_of_several_notices_is_chosen_by_its_ocid() -> None:
    others = tuple(replace(NOTICE, ocid=f"ocds-h6vhtk-{number}") for number in range(5))
    assert choose_notice(others, "ocds-h6vhtk-3") is others[3]
    with pytest.raises(BadInput, match=r"The file has 5 notices: choose one by its ocid, .* and 2 more") as refused:
        choose_notice(others)
    assert refused.value.field == "ocid"
    with pytest.raises(BadInput, match="has no notice of this ocid"):
        choose_notice(others, "ocds-h6vhtk-9")


def test_a_notice_without_an_ocid_is_refused() -> None:
    with pytest.raises(BadInput, match="has no ocid"):
        choose_notice((replace(NOTICE, ocid=""),))
