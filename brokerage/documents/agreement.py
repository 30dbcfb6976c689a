"""The placement agreement, from its terms alone (rules.md 15). Equal terms, logo and program give equal bytes."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from reportlab.platypus import Flowable, KeepTogether, Spacer

from brokerage.documents import agreement_clauses, agreement_facts, agreement_money, agreement_opening
from brokerage.documents.fonts import letters_without_a_picture
from brokerage.documents.look import Styles
from brokerage.documents.sheet import DEMONSTRATION_LINE, Sheet, bind
from brokerage.documents.text import paragraph
from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.domain.errors import RuleBroken
from brokerage.domain.money import format_pounds

_Block = Callable[[AgreementTerms], list[Flowable]]

# The numbered sections in order. A block that has nothing to say returns nothing, and its number goes to the next.
_SECTIONS: tuple[tuple[str, _Block], ...] = (
    ("The parties", agreement_opening.parties),
    ("What this is bought under", agreement_facts.purchasing),
    ("The person", agreement_facts.person),
    ("The service and its dates", agreement_facts.service),
    ("Needs and outcomes", agreement_facts.needs_and_outcomes),
    ("The usual week", agreement_facts.usual_week),
    ("The price", agreement_money.price),
    ("Who pays", agreement_money.who_pays),
    ("The first payment period, date by date", agreement_money.first_period),
    ("Absence, notice and price review", agreement_clauses.absence_notice_and_review),
    ("Information and keeping people safe", agreement_clauses.information_and_safeguarding),
    ("What has changed", agreement_clauses.changes),
    ("Approval", agreement_clauses.approval),
    ("Signatures", agreement_clauses.signatures),
)


def render_agreement(terms: AgreementTerms, logo_png: bytes | None = None) -> bytes:
    """Return the agreement as a PDF. Raises: RuleBroken when its dates do not add up to its total, or the logo is no PNG."""
    return render_agreements((terms,), logo_png)


def render_agreements(batch: Sequence[AgreementTerms], logo_png: bytes | None = None) -> bytes:
    """Return several agreements as one PDF in the order given, each with its own page numbers.

    Raises: RuleBroken when there is none, when the dates of one do not add up to its total, or the logo is no PNG.
    """
    if not batch:
        raise RuleBroken("There is no agreement to print: choose at least one.")
    title = _name(batch[0]) if len(batch) == 1 else f"{len(batch)} placement agreements"
    return bind([sheet_of(terms, logo_png) for terms in batch], title=title, author=batch[0].council.name)


def sheet_of(terms: AgreementTerms, logo_png: bytes | None = None) -> Sheet:
    """Return what the agreement says, before it is laid on pages. Raises as `render_agreement`."""
    _refuse_dates_that_do_not_add_up(terms)
    content = [*agreement_opening.letterhead(terms, logo_png), *agreement_opening.opening(terms)]
    number = 0
    for heading, block in _SECTIONS:
        flowables = block(terms)
        if flowables:
            number += 1
            placed = agreement_opening.section(f"{number}  {heading}", flowables)
            content += [KeepTogether(placed[1:])] if block is agreement_clauses.signatures else placed
    content += _note_on_boxes(terms)
    return Sheet(
        running_title=_name(terms),
        footer=f"{_name(terms)}  ·  wording {terms.wording}",
        content=content,
        is_draft=terms.is_draft,
        demonstration_line=DEMONSTRATION_LINE if terms.is_demonstration else "",
    )


def _name(terms: AgreementTerms) -> str:
    if not terms.number:
        return f"Placement agreement, draft for call-off {terms.call_off}"
    return f"Placement agreement {terms.number}, edition {terms.edition}"


def _note_on_boxes(terms: AgreementTerms) -> list[Flowable]:
    """Return a line that names the letters no font of ours has; nothing where all could be drawn."""
    codes = ", ".join(f"U+{ord(letter):04X}" for letter in sorted(letters_without_a_picture(repr(terms))))
    note = f"Our fonts lack some letters, which stand as boxes above: {codes}."
    return [Spacer(0, 14), paragraph(note, Styles.caption)] if codes else []


def _refuse_dates_that_do_not_add_up(terms: AgreementTerms) -> None:
    period = terms.first_period
    total = sum((dated.amount for dated in period.dates), Decimal(0))
    if total != period.total:
        raise RuleBroken(
            f"The dates of the first period add up to {format_pounds(total)}, but its total is {format_pounds(period.total)}: "
            "make the agreement again from the call-off.",
            {"dates": format_pounds(total), "total": format_pounds(period.total)},
        )
