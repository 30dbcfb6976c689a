"""Terms put on record later are held to the same rules as those taken one by one."""

from datetime import date

import pytest

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.first_terms import check_first_terms, parse_terms
from brokerage.domain.scheme_terms import SchemeTerm

FIRST_DAY, TODAY = date(2022, 6, 15), date(2026, 11, 2)
INITIAL = "48 months by Cabinet on care, 22/00031 on 2022-05-03"
TAKEN = "24 months by 26/00012 on 9 Feb 2026"
OPTION = "24 months"


def test_terms_are_read_with_their_decisions() -> None:
    assert parse_terms((INITIAL, TAKEN, OPTION, "1 month")) == (
        SchemeTerm(0, 48, "Cabinet on care, 22/00031", date(2022, 5, 3)),
        SchemeTerm(1, 24, "26/00012", date(2026, 2, 9)),
        SchemeTerm(2, 24),
        SchemeTerm(3, 1),
    )


@pytest.mark.parametrize("text", ["48", "months", "48 months by 22/00031", "48 months on 2022-05-03", "4 years", ""])
def test_a_term_of_another_form_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(BadInput, match="write it as “48 months by") as refused:
        parse_terms((text,))
    assert refused.value.field == "term"


def test_the_terms_taken_say_where_the_contracts_end() -> None:
    assert check_first_terms(FIRST_DAY, parse_terms((INITIAL, OPTION)), None, TODAY) == date(2026, 6, 14)
    taken = parse_terms((INITIAL, TAKEN, OPTION))
    assert check_first_terms(FIRST_DAY, taken, date(2028, 6, 14), TODAY) == date(2028, 6, 14)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ((), "an initial term and at most 9 extensions"),
        ((OPTION,), "The initial term has no decision behind it"),
        (("48 months by X on 2022-06-16",), "before its initial term was decided on"),
        (("48 months by X on 2027-01-01",), "before its initial term was decided on"),
        ((INITIAL, "24 months by X on 2026-11-03"), "a day to come"),
        ((INITIAL, OPTION, TAKEN), "Extension 2 is out of order"),
        ((INITIAL, "24 months by X on 2022-05-02"), "check the day"),
        ((INITIAL, "24 months by X on 2026-06-15"), "The contracts ended on 14 Jun 2026"),
        ((INITIAL, TAKEN), "By these terms the contracts end on 14 Jun 2028; on record is 14 Jun 2026"),
        (("0 months by X on 2022-05-03",), "A term lasts from 1 to 600 months"),
    ],
)
def test_terms_that_cannot_stand_are_refused(written: tuple[str, ...], said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        check_first_terms(FIRST_DAY, parse_terms(written), date(2026, 6, 14), TODAY)
