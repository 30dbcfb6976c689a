"""The first page of an agreement: head, title, the few figures everybody looks for, and the parties."""

from collections.abc import Sequence

from reportlab.platypus import CondPageBreak, Flowable, Spacer, Table

from brokerage.documents import look
from brokerage.documents.fonts import REGULAR
from brokerage.documents.letterhead import letterhead as head
from brokerage.documents.look import Styles
from brokerage.documents.text import paragraph
from brokerage.documents.wording import agreement_wording
from brokerage.documents.words import joined
from brokerage.domain.agreement_terms import AgreementTerms, PartyTerms
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day
from brokerage.domain.scheme import AwardRoute

_LEAST_ROOM_UNDER_A_HEADING = 130.0


def letterhead(terms: AgreementTerms, logo_png: bytes | None) -> list[Flowable]:
    """Return the council's head."""
    return head(terms.council.name, _reach(terms.council), logo_png)


def opening(terms: AgreementTerms) -> list[Flowable]:
    """Return the title, the figures everybody looks for, and what this agreement is."""
    words = agreement_wording(terms.wording)["opening"]
    is_off_scheme = terms.scheme.route is AwardRoute.OFF_SCHEME
    return [
        paragraph("Placement agreement", Styles.title),
        paragraph(_subtitle(terms), Styles.subtitle),
        _key_figures(terms),
        Spacer(0, 14),
        paragraph(words["off_scheme" if is_off_scheme else "text"]),
    ]


def section(heading: str, flowables: Sequence[Flowable]) -> list[Flowable]:
    """Return a section under its heading, which never stands alone at the foot of a page."""
    return [CondPageBreak(_LEAST_ROOM_UNDER_A_HEADING), paragraph(heading, Styles.section), *flowables]


def parties(terms: AgreementTerms) -> list[Flowable]:
    """Return both legal bodies side by side, with their numbers."""
    cells = [[_party("The council", terms.council), _party("The provider", terms.provider)]]
    half = look.TEXT_WIDTH / 2
    return [Table(cells, colWidths=[half, half], style=_cards(), splitInRow=1)]


def _subtitle(terms: AgreementTerms) -> str:
    issued = "" if terms.issued_on is None else f"issued {format_day(terms.issued_on)}"
    replaces = f"replaces {terms.replaces}" if terms.replaces else ""
    number = f"Number {terms.number}, edition {terms.edition}" if terms.number else "Draft, not in force"
    return joined(number, issued, f"call-off {terms.call_off}", replaces, by="  ·  ")


def _key_figures(terms: AgreementTerms) -> Table:
    ends = "until it is ended" if terms.planned_last_day is None else f"to {format_day(terms.planned_last_day)}"
    figures = (
        ("Starts", format_day(terms.first_day), ends),
        ("Price a week", format_pounds(terms.money.weekly), "all lines together"),
        ("Price for four weeks", format_pounds(terms.money.four_weekly), "of the usual week"),
        ("Paid to the provider", format_pounds(terms.money.paid_to_provider_weekly), "by the council, a week"),
    )
    cells = [
        [paragraph(name, Styles.caption), paragraph(figure, Styles.figure), paragraph(note, Styles.caption)]
        for name, figure, note in figures
    ]
    return Table([cells], colWidths=[look.TEXT_WIDTH / len(figures)] * len(figures), style=_cards())


def _party(role: str, party: PartyTerms) -> list[Flowable]:
    numbers = (
        ("Company number", party.company_number),
        ("Charity number", party.charity_number),
        ("Care Quality Commission provider", party.regulator_id),
    )
    lines = [f"{name} {number}" for name, number in numbers if number]
    return [
        paragraph(role, Styles.caption),
        paragraph(party.name, Styles.strong),
        paragraph(_reach(party), Styles.cell),
        *(paragraph(line, Styles.cell) for line in lines),
    ]


def _reach(party: PartyTerms) -> str:
    return "\n".join(
        part for part in (party.address, party.postcode, joined(party.phone, party.email, by="\n")) if part
    )


def _cards() -> list[tuple[object, ...]]:
    return [
        ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, -1), look.GROUND),
        ("LINEAFTER", (0, 0), (-2, -1), 8, look.WHITE),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("RIGHTPADDING", (0, 0), (-1, -1), 12),
        ("TOPPADDING", (0, 0), (-1, -1), 9),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
    ]
