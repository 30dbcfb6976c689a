"""The receipt of an application, from its terms alone. Equal terms, logo and program give equal bytes."""

from reportlab.platypus import Flowable, Spacer

from brokerage.documents.letterhead import letterhead
from brokerage.documents.look import Styles
from brokerage.documents.sheet import Sheet, bind
from brokerage.documents.tables import Column, fact_table, figure_table
from brokerage.documents.text import paragraph
from brokerage.documents.wording import receipt_wording
from brokerage.documents.words import joined, say_weekday_and_day
from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.number_words import count
from brokerage.domain.receipt_terms import ReceiptTerms
from brokerage.domain.round import OPEN_THROUGHOUT

_TITLE = "Receipt of your application"
_DEMONSTRATION_LINE = "Demonstration data – not a real application"
_ASKED = (Column("Service", 3), Column("Lot", 2))


def render_receipt(terms: ReceiptTerms, logo_png: bytes | None = None) -> bytes:
    """Return the receipt as a PDF. Raises: RuleBroken when the logo is no PNG; Unavailable for a wording not shipped."""
    name = f"Receipt of application {terms.reference}"
    line = _DEMONSTRATION_LINE if terms.is_demonstration else ""
    sheet = Sheet(name, name, _content(terms, logo_png), demonstration_line=line)
    return bind([sheet], title=name, author=terms.council.name)


def _content(terms: ReceiptTerms, logo_png: bytes | None) -> list[Flowable]:
    words = receipt_wording(terms.wording)
    return [
        *letterhead(terms.council.name, _reach(terms.council), logo_png),
        paragraph(terms.provider.name, Styles.strong),
        paragraph(_address(terms.provider), Styles.value),
        Spacer(0, 16),
        paragraph(_TITLE, Styles.title),
        paragraph(f"{terms.reference}  ·  sent {say_weekday_and_day(terms.acknowledged_on)}", Styles.subtitle),
        paragraph(_opening(terms)),
        Spacer(0, 4),
        fact_table(_facts(terms)),
        Spacer(0, 12),
        figure_table(_ASKED, [(line.service, line.lot) for line in terms.asked]),
        Spacer(0, 12),
        paragraph(_answer(terms)),
        paragraph(words["answer"]["lots"]),
        paragraph(words["correct"]["text"]),
        Spacer(0, 10),
        paragraph(terms.acknowledged_by, Styles.strong),
        paragraph(terms.council.name, Styles.value),
    ]


def _opening(terms: ReceiptTerms) -> str:
    words = receipt_wording(terms.wording)["opening"]
    return joined(
        words["text"],
        words["open_throughout"] if terms.scheme_kind in OPEN_THROUGHOUT else "",
        "" if terms.round else words["between_rounds"],
        by=" ",
    )


def _facts(terms: ReceiptTerms) -> list[tuple[str, str]]:
    return [
        ("Purchasing system", f"{terms.scheme_title} ({terms.scheme_reference})"),
        ("Run under", terms.law),
        ("Round", terms.round or "between rounds"),
        ("Received", say_weekday_and_day(terms.received_on)),
        ("Answer due", say_weekday_and_day(terms.due_on)),
        ("Applicant's numbers", _numbers(terms.provider)),
    ]


def _answer(terms: ReceiptTerms) -> str:
    words = receipt_wording(terms.wording)["answer"]
    return words["extended" if terms.extension_reason else "usual"].format(
        due_on=say_weekday_and_day(terms.due_on),
        working_days=count(terms.working_days, "working day"),
        reason=terms.extension_reason,
    )


def _numbers(party: PartyTerms) -> str:
    return joined(
        *(
            f"{name} {number}"
            for name, number in (
                ("company", party.company_number),
                ("charity", party.charity_number),
                ("Care Quality Commission", party.regulator_id),
            )
            if number
        )
    )


def _address(party: PartyTerms) -> str:
    return joined(party.address, party.postcode, by="\n")


def _reach(party: PartyTerms) -> str:
    return joined(party.address, party.postcode, party.phone, party.email, by="\n")
