"""What all pages share: the database, who is working, the tasks, the changes, the person in hand. One is handed to each page."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from brokerage.domain.calendar import day_in_england
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.staff import Actor
from ui.changes import Changes
from ui.failures import Family, describe
from ui.icons import Icons
from ui.look import Look
from ui.tasks import Reads, Writes
from ui.tone import Notice, Tone

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from ui.page_name import PageName

__all__ = ["Desk", "Notice", "Tone"]


class Desk(QObject):
    """The shared context. Pages read its attributes and never change them; they call its functions.

    A page may be made before the database is open, so that its fields stand sooner; it asks only once `is_open`.

    Attributes:
        database: for the use cases, nothing else.
        actor: who is working.
        reads, writes: run use cases off the UI thread.
        changes: what has changed, ours and colleagues'.
        look, icons: theme, text size, icons.
        person: the person in hand, or None for a what-if.

    Signals:
        person_changed(PersonSummary | None): another person is in hand.
        person_renewed(PersonSummary): the same person, with newer figures.
        choice_changed(Decimal | None): the weekly cost of what is being looked at, for the budget bar.
        sent_to(PageName, object): a page asked for another.
        noticed(Notice): something to say in the banner.
        actor_changed(Actor): somebody else is working now.
        raised(frozenset of (service id, lot id)): call-offs were raised here for these.
    """

    person_changed = Signal(object)
    person_renewed = Signal(object)
    choice_changed = Signal(object)
    sent_to = Signal(object, object)
    noticed = Signal(object)
    actor_changed = Signal(object)
    raised = Signal(object)

    def __init__(
        self,
        database: "Database | None",
        actor: Actor | None,
        reads: Reads,
        writes: Writes,
        changes: Changes,
        look: Look,
        icons: Icons,
        clock: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._database = database
        self._actor = actor
        self.reads = reads
        self.writes = writes
        self.changes = changes
        self.look = look
        self.icons = icons
        self.person: PersonSummary | None = None
        self._clock = clock

    @property
    def is_open(self) -> bool:
        """Whether the database is open and somebody works in it."""
        return self._database is not None

    @property
    def database(self) -> "Database":
        """The database; pages come to the front when it is open."""
        assert self._database is not None  # noqa: S101 - asked for by no page before
        return self._database

    @property
    def actor(self) -> Actor:
        """Who is working."""
        assert self._actor is not None  # noqa: S101 - as the database
        return self._actor

    def open(self, database: "Database", actor: Actor) -> None:
        """Work in this database, as this member of staff."""
        self._database, self._actor = database, actor

    def now(self) -> datetime:
        """This moment, aware."""
        return self._clock()

    def today(self) -> date:
        """The day it is in England."""
        return day_in_england(self._clock())

    def take_in_hand(self, person: PersonSummary | None) -> None:
        """Work for this person from now on, or for nobody (a what-if)."""
        self.person = person
        self.choice_changed.emit(None)
        self.person_changed.emit(person)

    def read_person_again(self) -> None:
        """Ask how the person in hand stands now: their budget, what is spent of it."""
        from brokerage.services.manage_people import read_person

        person = self.person
        if person is not None:
            question = partial(read_person, self.database, person.person_id, self.today())
            self.reads.latest("shell: person in hand", question, self._renew)

    def _renew(self, person: PersonSummary | None) -> None:
        if person is not None and self.person is not None and person.person_id == self.person.person_id:
            self.person = person
            self.person_renewed.emit(person)

    def show_choice(self, weekly: Decimal | None) -> None:
        """Show in the budget bar what this choice would cost a week; None takes it away."""
        self.choice_changed.emit(weekly)

    def tell_raised(self, raised: "frozenset[tuple[int | None, int | None]]") -> None:
        """Tell pages that call-offs were raised for these services in these lots: they are chosen no longer."""
        self.raised.emit(raised)

    def navigate(self, page: "PageName", intent: object | None = None) -> None:
        """Bring a page to the front and tell it what is wanted (one of ui.intents)."""
        self.sent_to.emit(page, intent)

    def say(self, text: str, tone: Tone = Tone.GOOD) -> None:
        """Say in the banner what happened and what happens next."""
        self.noticed.emit(Notice(tone, text))

    def fail(self, error: Exception, retry: Callable[[], None] | None = None) -> None:
        """Tell a failure in the banner, with "Try again" where that can help."""
        failure = describe(error)
        tone = Tone.WARN if failure.family in {Family.RULE, Family.CONFLICT} else Tone.BAD
        if retry is not None and failure.may_be_retried:
            self.noticed.emit(Notice(tone, failure.sentence, "Try again", retry))
        else:
            self.noticed.emit(Notice(tone, failure.sentence))

    def work_as(self, actor: Actor) -> None:
        """Let somebody else work from now on (the embedded database only); every page reads again."""
        self._actor = actor
        self.actor_changed.emit(actor)
