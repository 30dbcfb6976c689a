"""The letters of a small competition, from their terms alone. Equal terms, logo and program give equal bytes."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

from brokerage.documents.letterhead import letterhead
from brokerage.documents.look import Styles
from brokerage.documents.market_sheet import DEMONSTRATION_LINE, market_sheet_paper
from brokerage.documents.sheet import Sheet, bind
from brokerage.documents.tables import Column, fact_table, figure_table
from brokerage.documents.text import paragraph
from brokerage.documents.wording import Clauses, competition_letter_wording
from brokerage.documents.words import joined, say_weekday_and_day
from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.competition_letter import CompetitionLetter, InvitationTerms, ResultTerms
from brokerage.domain.errors import RuleBroken
from brokerage.domain.money import format_pounds
from brokerage.domain.number_words import count
from brokerage.domain.points import format_points, places_of
from brokerage.domain.unit import FOR_ONE

_LEAST_ROOM_UNDER_A_HEADING = 130.0
_LONGEST_REASON_IN_THE_TABLE = 300
"""Letters."""
_OWN = (
    Column("No.", 0.6), Column("Criterion, and how its points came about", 6), Column("Weight", 1, is_number=True),
    Column("Yours", 1.1, is_number=True),
)  # fmt: skip
_CHOSEN = Column("Chosen", 1.1, is_number=True)


def render_competition_letters(batch: Sequence[CompetitionLetter], logo_png: bytes | None = None) -> bytes:
    """Return the letters as one PDF in the order given, each with its own page numbers; a sheet follows each invitation.

    Raises: RuleBroken when there is none, or the logo is no PNG; Unavailable for a wording not shipped.
    """
    if not batch:
        raise RuleBroken("There is no letter to print: nobody was invited, or nobody offered.")
    title = _name(batch[0]) if len(batch) == 1 else f"Letters of small competition {batch[0].reference}"
    papers = [paper for terms in batch for paper in _papers(terms, logo_png)]
    return bind(papers, title=title, author=batch[0].council.name)


def _name(terms: CompetitionLetter) -> str:
    return (
        f"{'Invitation to' if isinstance(terms, InvitationTerms) else 'Result of'} small competition {terms.reference}"
    )


def _papers(terms: CompetitionLetter, logo_png: bytes | None) -> list[Sheet]:
    words = competition_letter_wording(terms.wording)
    if isinstance(terms, InvitationTerms):
        content = _invitation(terms, words)
        behind = [market_sheet_paper(terms.sheet, logo_png)]
    else:
        content = _result(terms, words)
        behind = []
    letter = Sheet(
        _name(terms),
        f"{_name(terms)}  ·  wording {terms.wording}",
        [*_head(terms, logo_png), *content],
        demonstration_line=DEMONSTRATION_LINE if terms.is_demonstration else "",
    )
    return [letter, *behind]


def _head(terms: CompetitionLetter, logo_png: bytes | None) -> list[Flowable]:
    return [
        *letterhead(terms.council.name, _reach(terms.council), logo_png),
        paragraph(terms.provider.name, Styles.strong),
        paragraph(joined(terms.provider.address, terms.provider.postcode, by="\n"), Styles.value),
        Spacer(0, 16),
    ]


def _foot(terms: CompetitionLetter, words: Clauses, *last: str) -> Flowable:
    """The last paragraphs with the name under them, which never stands on a page of its own."""
    said = [paragraph(text) for text in (*last, words["questions"]["text"])]
    signed = [paragraph(terms.signed_by, Styles.strong), paragraph(terms.council.name, Styles.value)]
    return KeepTogether([*said, Spacer(0, 10), *signed])


def _titles(terms: CompetitionLetter, title: str, *days: str) -> list[Flowable]:
    said = joined(terms.reference, *days, f"sent {say_weekday_and_day(terms.issued_on)}", by="  ·  ")
    return [paragraph(title, Styles.title), paragraph(said, Styles.subtitle)]


def _invitation(terms: InvitationTerms, words: Clauses) -> list[Flowable]:
    said, sheet = words["invitation"], terms.sheet
    facts = [
        ("Service", terms.service),
        ("Purchasing system", f"{sheet.scheme_title} ({sheet.scheme_reference})"),
        ("Run under", sheet.law),
        ("Lot", sheet.lot),
        ("Need and place", joined(*sheet.needs, sheet.outcode)),
        ("First day wanted", say_weekday_and_day(sheet.first_day)),
        ("Last day for answers", say_weekday_and_day(terms.answers_due_on)),
    ]
    return [
        *_titles(terms, said["title"]),
        paragraph(said["opening"].format(service=terms.service)),
        Spacer(0, 4),
        fact_table(facts),
        Spacer(0, 12),
        _foot(terms, words, said["answer"].format(due_on=say_weekday_and_day(terms.answers_due_on)), said["promise"]),
    ]


def _result(terms: ResultTerms, words: Clauses) -> list[Flowable]:
    said = words["award" if terms.is_award else "unsuccessful" if terms.chosen else "ended"]
    awarded = "" if terms.chosen is None else f"awarded {say_weekday_and_day(terms.chosen.awarded_on)}"
    return [
        *_titles(terms, said["title"], awarded),
        paragraph(_opening(terms, said)),
        *_compared(terms, said),
        Spacer(0, 4),
        fact_table([*_facts(terms), ("The council's reasons", _or_withheld(terms.reasons, words))]),
        *_feedback(terms, words),
        Spacer(0, 12),
        _foot(terms, words, said["next"]),
    ]


def _opening(terms: ResultTerms, said: Mapping[str, str]) -> str:
    if terms.is_award and terms.offers == 1:
        return said["alone"]
    return said["opening"].format(others=count(terms.offers - 1, "other offer"))


def _compared(terms: ResultTerms, said: Mapping[str, str]) -> list[Flowable]:
    chosen, own = terms.chosen, terms.own.total
    if terms.is_award or chosen is None or own is None:
        return []
    name = chosen.service if chosen.provider == chosen.service else f"{chosen.service} of {chosen.provider}"
    places = _places(terms)
    total, yours = format_points(chosen.total, places), format_points(own, places)
    return [paragraph(said["chosen"].format(service=name, total=total, own=yours))]


def _facts(terms: ResultTerms) -> list[tuple[str, str]]:
    own = terms.own
    offer = f"{format_pounds(own.price)} {FOR_ONE[own.unit]}, {format_pounds(own.weekly)} for the week asked"
    return [
        ("Service", terms.service),
        ("Purchasing system", f"{terms.scheme_title} ({terms.scheme_reference}), lot {terms.lot}"),
        ("Your offer", f"{offer}, from {say_weekday_and_day(own.starts_on)}"),
    ]


def _feedback(terms: ResultTerms, words: Clauses) -> list[Flowable]:
    """The points with how they came about; long reasons stand below the table, which would break within its rows."""
    if terms.own.total is None:
        return []
    reasons = {each.number: _or_withheld(each.reason, words) for each in terms.own.feedback}
    is_short = all(len(reason) <= _LONGEST_REASON_IN_THE_TABLE for reason in reasons.values())
    why = [(f"{each.number} {each.text}", reasons[each.number]) for each in terms.own.feedback]
    room = CondPageBreak(_LEAST_ROOM_UNDER_A_HEADING)
    return [
        room,
        paragraph("Your points, criterion by criterion", Styles.section),
        _table(terms, terms.own.total, reasons if is_short else {}),
        *([] if is_short else [room, paragraph("Why", Styles.section), fact_table(why)]),
    ]


def _or_withheld(reason: str | None, words: Clauses) -> str:
    return words["feedback"]["withheld"] if reason is None else reason


def _places(terms: ResultTerms) -> int:
    """How many places all points of the letter are printed with, so that they stand under one another by their point."""
    figures = (figure for each in terms.own.feedback for figure in (each.weighted, each.chosen_weighted))
    return places_of((*figures, terms.own.total, None if terms.chosen is None else terms.chosen.total))


def _table(terms: ResultTerms, own_total: Decimal, reasons: Mapping[int, str]) -> Table:
    places = _places(terms)
    rows = [
        (
            str(each.number),
            joined(each.text, each.how, reasons.get(each.number, ""), by="\n"),
            f"{each.weight} %",
            format_points(each.weighted, places),
        )
        for each in terms.own.feedback
    ]
    total = ("", "Total of 100", "", format_points(own_total, places))
    if terms.is_award or terms.chosen is None:
        return figure_table(_OWN, rows, totals=[total])
    chosen = [format_points(each.chosen_weighted, places) for each in terms.own.feedback]
    beside = [(*row, theirs) for row, theirs in zip(rows, chosen, strict=True)]
    totals = [(*total, format_points(terms.chosen.total, places))]
    return figure_table((*_OWN, _CHOSEN), beside, totals=totals)


def _reach(party: PartyTerms) -> str:
    return joined(party.address, party.postcode, party.phone, party.email, by="\n")
