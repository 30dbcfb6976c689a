"""What an agreement says of money: the lines, who pays, and the dates behind the first payment."""

from reportlab.platypus import Flowable, Spacer

from brokerage.documents.date_tables import date_table
from brokerage.documents.look import Styles
from brokerage.documents.tables import Column, fact_table, figure_table
from brokerage.documents.text import paragraph
from brokerage.documents.wording import agreement_wording
from brokerage.documents.words import joined
from brokerage.domain.agreement_terms import AgreementTerms, FeeTerms
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.period import format_day
from brokerage.domain.person import LegalBasis
from brokerage.domain.unit import FOR_ONE, Unit

_FEE_COLUMNS = (
    Column("What", 32),
    Column("Price", 22, is_number=True),
    Column("In a usual week", 21),
    Column("A week", 13, is_number=True),
    Column("Four weeks", 14, is_number=True),
)


def price(terms: AgreementTerms) -> list[Flowable]:
    """Return the fee lines with their sums, how each was worked out, the year and its convention."""
    money, words = terms.money, agreement_wording(terms.wording)["price"]
    totals = [("Total", "", "", format_pounds(money.weekly), format_pounds(money.four_weekly))]
    facts = [
        ("Paid once", format_pounds(money.one_off) if money.one_off else ""),
        ("The first year", f"{format_pounds(money.first_year)}\n{money.convention}"),
        ("Price changes", words["locked" if money.price_is_locked else "unlocked"]),
    ]
    return [
        figure_table(_FEE_COLUMNS, [_fee_row(line) for line in terms.lines], totals=totals),
        *_workings(terms.lines),
        Spacer(0, 8),
        fact_table(facts),
    ]


def who_pays(terms: AgreementTerms) -> list[Flowable]:
    """Return the contribution and who collects it, the top-up and who pays it, and what the council pays and bears."""
    money, words = terms.money, agreement_wording(terms.wording)["price"]
    numbers = {
        "contribution": format_pounds(money.contribution_weekly),
        "top_up": format_pounds(money.top_up_weekly),
        "top_up_payer": money.top_up_payer,
        "payment_weeks": "week" if terms.policy.payment_weeks == 1 else count(terms.policy.payment_weeks, "week"),
    }
    clauses = (
        words[_contribution_clause(terms)],
        words["top_up" if money.top_up_weekly else "top_up_none"],
        words["payment"],
    )
    return [
        figure_table(_SUM_COLUMNS, _payment_rows(terms)),
        Spacer(0, 8),
        *(paragraph(clause.format_map(numbers)) for clause in clauses),
    ]


def first_period(terms: AgreementTerms) -> list[Flowable]:
    """Return every date of the first payment period with what it costs; the list adds up to its total."""
    period, words = terms.first_period, agreement_wording(terms.wording)["price"]
    return [
        paragraph(
            f"From {format_day(period.first_day)} to {format_day(period.last_day)}, both days included. "
            + words[_bank_holiday_clause(terms)]
        ),
        date_table(period),
    ]


_SUM_COLUMNS = (Column("Each week", 80), Column("Amount", 20, is_number=True))


def _payment_rows(terms: AgreementTerms) -> list[tuple[str, str]]:
    money = terms.money
    rows = [("The whole price", format_pounds(money.weekly))]
    if money.contribution_weekly:
        collector = "" if money.collected_by is None else f", collected by the {money.collected_by.value}"
        rows.append((f"The person's contribution{collector}", format_pounds(money.contribution_weekly)))
    if money.top_up_weekly:
        rows.append((joined("Top-up", f"paid by {money.top_up_payer}"), format_pounds(money.top_up_weekly)))
    rows.append(("The council pays the provider", format_pounds(money.paid_to_provider_weekly)))
    rows.append(("The council bears in the end", format_pounds(money.council_net_weekly)))
    return rows


def _fee_row(line: FeeTerms) -> tuple[str, ...]:
    unit_price = f"{format_pounds(line.unit_price)} {FOR_ONE[line.unit]}"
    is_once = line.unit is Unit.ONCE
    return (
        joined(line.description, line.ratio and f"at {line.ratio}"),
        unit_price,
        "paid once" if is_once else line.units_per_week,
        "–" if is_once else format_pounds(line.weekly),
        "–" if is_once else format_pounds(line.four_weekly),
    )


def _workings(lines: tuple[FeeTerms, ...]) -> list[Flowable]:
    content: list[Flowable] = []
    for line in lines:
        if line.arithmetic:
            content += [paragraph(sentence, Styles.caption) for sentence in line.arithmetic]
    return [paragraph("How it is worked out", Styles.group), *content] if content else []


def _bank_holiday_clause(terms: AgreementTerms) -> str:
    if all(line.unit in {Unit.WEEK, Unit.ONCE} for line in terms.lines):
        return "bank_holidays_by_week"
    return f"bank_holidays_{terms.policy.bank_holiday_rule.value}"


def _contribution_clause(terms: AgreementTerms) -> str:
    if terms.person.legal_basis is LegalBasis.AFTERCARE_117:
        return "aftercare"
    if not terms.money.contribution_weekly:
        return "contribution_none"
    return "contribution_provider" if terms.money.collected_by is CollectedBy.PROVIDER else "contribution_council"
