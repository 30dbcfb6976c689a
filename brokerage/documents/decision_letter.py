"""The letter that answers an application, from its terms alone. Equal terms, logo and program give equal bytes."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from brokerage.documents.letterhead import letterhead
from brokerage.documents.look import Styles
from brokerage.documents.sheet import Sheet, bind
from brokerage.documents.tables import Column, fact_table, figure_table
from brokerage.documents.text import paragraph
from brokerage.documents.wording import decision_letter_wording
from brokerage.documents.words import joined, say_weekday_and_day
from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.decision_letter import DecisionLetterTerms, LotDecisionTerms
from brokerage.domain.errors import RuleBroken

_TITLE = "The answer to your application"
_DEMONSTRATION_LINE = "Demonstration data – not a real application"
_CRITERIA = (Column("No.", 0.6), Column("Criterion", 4.6), Column("Score", 2.2), Column("Result", 1.1))
_LEAST_ROOM_UNDER_A_HEADING = 130.0


def render_decision_letters(batch: Sequence[DecisionLetterTerms], logo_png: bytes | None = None) -> bytes:
    """Return the letters as one PDF in the order given, each with its own page numbers.

    Raises: RuleBroken when there is none, or the logo is no PNG; Unavailable for a wording not shipped.
    """
    if not batch:
        raise RuleBroken("There is no letter to print: choose at least one application.")
    title = _name(batch[0]) if len(batch) == 1 else f"Answers to {len(batch)} applications"
    return bind([_sheet(terms, logo_png) for terms in batch], title=title, author=batch[0].council.name)


def _name(terms: DecisionLetterTerms) -> str:
    return f"Answer to application {terms.reference}"


def _sheet(terms: DecisionLetterTerms, logo_png: bytes | None) -> Sheet:
    return Sheet(
        running_title=_name(terms),
        footer=f"{_name(terms)}  ·  wording {terms.wording}",
        content=_content(terms, logo_png),
        is_draft=terms.is_draft,
        demonstration_line=_DEMONSTRATION_LINE if terms.is_demonstration else "",
    )


def _content(terms: DecisionLetterTerms, logo_png: bytes | None) -> list[Flowable]:
    words = decision_letter_wording(terms.wording)
    sent = "draft" if terms.issued_on is None else f"sent {say_weekday_and_day(terms.issued_on)}"
    return [
        *letterhead(terms.council.name, _reach(terms.council), logo_png),
        paragraph(terms.provider.name, Styles.strong),
        paragraph(joined(terms.provider.address, terms.provider.postcode, by="\n"), Styles.value),
        Spacer(0, 16),
        paragraph(_TITLE, Styles.title),
        paragraph(f"{terms.reference}  ·  {sent}", Styles.subtitle),
        *([paragraph(words["draft"]["text"], Styles.strong)] if terms.is_draft else []),
        paragraph(words["opening"]["text"]),
        Spacer(0, 4),
        fact_table(_facts(terms)),
        *(flowable for lot in terms.lots for flowable in _lot(lot)),
        Spacer(0, 14),
        *([paragraph(words["admitted"]["text"])] if terms.admits else []),
        *([paragraph(words["refused"]["text"])] if terms.refuses else []),
        paragraph(words["questions"]["text"]),
        Spacer(0, 10),
        paragraph(terms.signed_by, Styles.strong),
        paragraph(terms.council.name, Styles.value),
    ]


def _facts(terms: DecisionLetterTerms) -> list[tuple[str, str]]:
    outcomes = [f"{lot.service}, lot {lot.lot}: {_outcome(lot)}" for lot in terms.lots]
    return [
        ("Purchasing system", f"{terms.scheme_title} ({terms.scheme_reference})"),
        ("Run under", terms.law),
        ("Received", say_weekday_and_day(terms.received_on)),
        ("Decided", "\n".join(outcomes)),
    ]


def _lot(lot: LotDecisionTerms) -> list[Flowable]:
    total = "" if lot.total is None else f"{lot.total} of 100"
    facts = (
        ("Decision", f"{_outcome(lot).capitalize()} on {say_weekday_and_day(lot.decided_on)}"),
        ("Reasons", lot.reasons),
        ("Feedback", lot.feedback),
        ("Weighted score", total),
    )
    criteria = [(each.number, each.text, each.score, "met" if each.is_met else "not met") for each in lot.criteria]
    return [
        CondPageBreak(_LEAST_ROOM_UNDER_A_HEADING),
        paragraph(f"{lot.service} – lot {lot.lot}", Styles.section),
        fact_table(facts),
        *([Spacer(0, 8), figure_table(_CRITERIA, criteria)] if criteria else []),
    ]


def _outcome(lot: LotDecisionTerms) -> str:
    return "admitted" if lot.is_admitted else "refused"


def _reach(party: PartyTerms) -> str:
    return joined(party.address, party.postcode, party.phone, party.email, by="\n")
