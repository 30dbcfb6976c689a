"""The market's sheet of a small competition, from its terms alone. Equal terms, logo and program give equal bytes."""

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer

from brokerage.documents.letterhead import letterhead
from brokerage.documents.look import Styles
from brokerage.documents.sheet import Sheet, bind
from brokerage.documents.tables import Column, fact_table, figure_table
from brokerage.documents.text import bullets, paragraph
from brokerage.documents.wording import Clauses, market_sheet_wording
from brokerage.documents.words import joined, say_weekday_and_day
from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.competition import CriterionKind
from brokerage.domain.market_sheet import MarketSheet, SheetCriterion

DEMONSTRATION_LINE = "Demonstration data – not a real request"
_TITLE = "Support wanted"
_CRITERIA = (
    Column("No.", 0.6), Column("Criterion", 5), Column("How it is weighed", 2.4), Column("Weight", 1, is_number=True)
)  # fmt: skip
_LEAST_ROOM_UNDER_A_HEADING = 110.0


def render_market_sheet(terms: MarketSheet, logo_png: bytes | None = None) -> bytes:
    """Return the sheet as a PDF. Raises: RuleBroken when the logo is no PNG; Unavailable for a wording not shipped."""
    return bind([market_sheet_paper(terms, logo_png)], title=_name(terms), author=terms.council.name)


def market_sheet_paper(terms: MarketSheet, logo_png: bytes | None) -> Sheet:
    """Return the sheet as one document of a file, to go behind the letter it is sent with."""
    line = DEMONSTRATION_LINE if terms.is_demonstration else ""
    footer = f"{_name(terms)}  ·  wording {terms.wording}"
    return Sheet(_name(terms), footer, _content(terms, logo_png), demonstration_line=line)


def _name(terms: MarketSheet) -> str:
    return f"Small competition {terms.reference}"


def _content(terms: MarketSheet, logo_png: bytes | None) -> list[Flowable]:
    words = market_sheet_wording(terms.wording)
    due = f"answers by {say_weekday_and_day(terms.answers_due_on)}"
    return [
        *letterhead(terms.council.name, _reach(terms.council), logo_png),
        paragraph(_TITLE, Styles.title),
        paragraph(f"{_name(terms)}  ·  opened {say_weekday_and_day(terms.opened_on)}  ·  {due}", Styles.subtitle),
        paragraph(words["opening"]["text"]),
        Spacer(0, 4),
        fact_table(_facts(terms, words)),
        *_section("What the support should lead to", bullets(terms.outcomes)),
        *_section("What matters", [paragraph(text) for text in terms.what_matters.splitlines() if text.strip()]),
        *_weighing(terms, words),
        *_section("How to answer", _answering(terms, words)),
    ]


def _facts(terms: MarketSheet, words: Clauses) -> list[tuple[str, str]]:
    week = joined(terms.week_in_words, f"written as {terms.week}", by="\n") if terms.week else words["week"]["whole"]
    last_day = terms.planned_last_day
    return [
        ("Purchasing system", f"{terms.scheme_title} ({terms.scheme_reference})"),
        ("Run under", terms.law),
        ("Lot", terms.lot),
        ("Need", joined(*terms.needs)),
        ("Where", terms.outcode),
        ("Age", terms.age_band),
        ("Week wanted", week),
        ("Staff to people", terms.ratio),
        ("First day wanted", say_weekday_and_day(terms.first_day)),
        ("Planned last day", words["end"]["open"] if last_day is None else say_weekday_and_day(last_day)),
        ("Prices may be by the", joined(*(unit.value.replace("-", " ") for unit in terms.units))),
    ]


def _weighing(terms: MarketSheet, words: Clauses) -> list[Flowable]:
    rows = [(str(each.number), each.text, _how(each), f"{each.weight} %") for each in terms.criteria]
    heading = paragraph("How answers are weighed", Styles.section)
    return [KeepTogether([heading, figure_table(_CRITERIA, rows)]), Spacer(0, 8), paragraph(words["weighing"]["text"])]


def _how(criterion: SheetCriterion) -> str:
    is_price = criterion.kind is CriterionKind.PRICE
    return "against the lowest" if is_price else f"0 to {criterion.highest_score} points"


def _answering(terms: MarketSheet, words: Clauses) -> list[Flowable]:
    answer = words["answer"]
    return [
        paragraph(answer["due"].format(due_on=say_weekday_and_day(terms.answers_due_on)), Styles.strong),
        Spacer(0, 6),
        paragraph(answer["holds"]),
        *(paragraph(text) for text in terms.how_to_answer.splitlines() if text.strip()),
        *([fact_table([("Who answers questions", terms.contact)])] if terms.contact else []),
    ]


def _section(title: str, content: list[Flowable]) -> list[Flowable]:
    if not content:
        return []
    return [CondPageBreak(_LEAST_ROOM_UNDER_A_HEADING), paragraph(title, Styles.section), *content]


def _reach(party: PartyTerms) -> str:
    return joined(party.address, party.postcode, party.phone, party.email, by="\n")
