"""The papers of a small competition on the screen: the market's sheet, the invitations, the letters of its result."""

from functools import partial
from typing import TYPE_CHECKING

from brokerage.domain.competition_letter import CompetitionLetter
from brokerage.domain.staff import Actor
from ui import formats
from ui.desk import Desk
from ui.market.competitions.words import why_not
from ui.widgets.paper_room import PaperRoom, ShownPaper

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from brokerage.services.competition_letters import Letters
    from brokerage.services.desk import Database


class CompetitionPapers(PaperRoom):
    """One of the papers; letters are drafts until somebody issues them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "market: papers of a competition")
        self._letters: tuple[str, Letters] | None = None
        self.issue_asked.connect(self._issue)
        desk.actor_changed.connect(lambda _actor: self._draw_letters())

    def show_sheet(self, reference: str) -> None:
        """Show all that the market sees of this competition."""
        from brokerage.services.competition_letters import write_market_sheet

        database = self._desk.database
        self._letters = None
        self.show_paper(
            partial(_sheet, database, reference), lambda path: (write_market_sheet(database, reference, path),)
        )

    def show_letters(self, reference: str, which: "Letters") -> None:
        """Show these letters of this competition, as they were issued or as they would be."""
        self._letters = reference, which
        self._draw_letters()

    def _draw_letters(self) -> None:
        if self._letters is None:
            return
        desk, (reference, which) = self._desk, self._letters
        asked = (desk.database, desk.actor, reference, which, desk.today())
        self.show_paper(partial(_letters, *asked), partial(_write, *asked))

    def _issue(self) -> None:
        from brokerage.services.competition_letters import issue_competition_letters

        if self._letters is not None:
            desk, (reference, which) = self._desk, self._letters
            run = partial(
                issue_competition_letters, desk.database, desk.actor, reference, which, desk.today(), desk.now()
            )
            desk.writes.run(run, self._issued, while_running=self.issue)

    def _issued(self, letters: tuple[CompetitionLetter, ...]) -> None:
        number = formats.count(len(letters), "letter is", "letters are")
        self._desk.say(f"{number} issued, and will always print like this. Next: save or print, and send.")
        self.back.setFocus()
        self.show_again()


def _sheet(database: "Database", reference: str) -> ShownPaper:
    from brokerage.services.competition_letters import market_sheet_pdf
    from brokerage.services.show_paper import count_pages

    pdf = market_sheet_pdf(database, reference)
    pages = count_pages(pdf)
    sentence = (
        f"All that invited services see of it, {formats.count(pages, 'page')}. Nothing in it says who the person is."
    )
    return ShownPaper(pdf, pages, f"What the market sees of {reference}", sentence, f"{reference} sheet.pdf")


def _letters(database: "Database", actor: Actor, reference: str, which: "Letters", today: "date") -> ShownPaper:
    from brokerage.services.competition_letters import competition_letters_pdf, look_at_competition_letters
    from brokerage.services.show_paper import count_pages

    look = look_at_competition_letters(database, actor, reference, which, today)
    pdf = competition_letters_pdf(database, look.letters)
    pages, number = count_pages(pdf), len(look.letters)
    stand = "as they were issued" if look.are_issued else "drafts: issue them, then they can be saved and printed"
    refused = "" if look.are_issued else why_not(actor)
    return ShownPaper(
        pdf,
        pages,
        f"{which.value.capitalize()} of {reference}",
        f"{formats.count(number, 'letter')}, {formats.count(pages, 'page')}; {stand}.",
        f"{reference} {which.value}.pdf",
        number,
        may_be_issued=not look.are_issued and not refused,
        may_be_kept=look.are_issued,
        why_not_issued=refused,
    )


def _write(
    database: "Database", actor: Actor, reference: str, which: "Letters", today: "date", path: "Path"
) -> "tuple[Path, ...]":
    from brokerage.services.competition_letters import look_at_competition_letters, write_competition_letters

    return write_competition_letters(
        database, look_at_competition_letters(database, actor, reference, which, today).letters, path
    )
