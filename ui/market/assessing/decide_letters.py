"""The letters that answer applications on the screen: looked at, issued, saved, printed; one, or a batch."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from brokerage.domain.decision_letter import DecisionLetterTerms
from brokerage.domain.staff import Actor
from ui.desk import Desk
from ui.market.assessing import decide_words
from ui.widgets.paper_room import PaperRoom, ShownPaper

if TYPE_CHECKING:
    from brokerage.services.desk import Database


class LettersView(PaperRoom):
    """The letters of some applications as one paper: as they were issued, or as drafts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "market: letters")
        self._references: tuple[str, ...] = ()
        self.issue_asked.connect(self._issue)
        desk.actor_changed.connect(lambda _actor: self._draw_letters())

    def show_letters(self, references: Sequence[str]) -> None:
        """Show the letters of these applications."""
        self._references = tuple(references)
        self.issue.setText("Issue the letter" if len(self._references) == 1 else "Issue all the letters")
        self.issue.setAccessibleName(self.issue.text())
        self._draw_letters()

    def _draw_letters(self) -> None:
        if self._references:
            desk = self._desk
            draw = partial(_draw_up, desk.database, desk.actor, self._references)
            self.show_paper(draw, partial(_write, desk.database, self._references))

    def _issue(self) -> None:
        from brokerage.services.decision_letters import issue_decision_letters

        desk = self._desk
        run = partial(issue_decision_letters, desk.database, desk.actor, self._references, desk.today(), desk.now())
        desk.writes.run(run, self._issued, while_running=self.issue)

    def _issued(self, letters: tuple[DecisionLetterTerms, ...]) -> None:
        self._desk.say(decide_words.issued(len(letters)))
        self.back.setFocus()
        self.show_again()


def _draw_up(database: "Database", actor: Actor, references: tuple[str, ...]) -> ShownPaper:
    from brokerage.services.decision_letters import decision_letters_of, decision_letters_pdf
    from brokerage.services.show_paper import count_pages

    letters = decision_letters_of(database, references)
    pdf = decision_letters_pdf(database, letters)
    pages = count_pages(pdf)
    return ShownPaper(
        pdf,
        pages,
        decide_words.title(letters),
        decide_words.sentence(letters, pages),
        decide_words.file_name(letters),
        len(letters),
        may_be_issued=decide_words.may_issue(letters, actor),
        why_not_issued=decide_words.why_not_issued(letters, actor),
    )


def _write(database: "Database", references: tuple[str, ...], path: Path) -> tuple[Path, ...]:
    from brokerage.services.decision_letters import decision_letters_of, write_decision_letters

    return write_decision_letters(database, decision_letters_of(database, references), path)
