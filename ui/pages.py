"""Which pages there are. To add one, add its line; its modules are imported on a thread after the window stands."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from ui.page_name import PageName

if TYPE_CHECKING:
    from ui.page import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the rail: the page's name, its label and icon, where its class is found, and the services it asks first.

    Pages import services late, in the question itself: the page shows sooner. `modules` are all that it needs then.
    """

    name: PageName
    label: str
    icon: str
    module: str
    class_name: str
    asks: tuple[str, ...]

    @property
    def services(self) -> tuple[str, ...]:
        """The modules of the services it asks first."""
        return tuple(f"brokerage.services.{name}" for name in self.asks)

    @property
    def modules(self) -> tuple[str, ...]:
        """The page's own module and those of the services it asks."""
        return (self.module, *self.services)


PAGES: tuple[PageEntry, ...] = (
    PageEntry(PageName.HOME, "Home", "house", "ui.home.page", "HomePage", ("home",)),
    PageEntry(PageName.FIND, "Find", "magnifying-glass", "ui.find.page", "FindPage", ("find_support", "manage_people")),
    PageEntry(PageName.COMPARE, "Compare", "columns", "ui.compare.page", "ComparePage", ("compare",)),
    PageEntry(
        PageName.CALL_OFFS,
        "Call-offs",
        "note-pencil",
        "ui.call_offs.page",
        "CallOffsPage",
        ("find_call_offs", "call_off_standing", "draft_call_offs", "raise_call_off"),
    ),
    PageEntry(PageName.PEOPLE, "People", "users", "ui.people.page", "PeoplePage", ("manage_people", "plan_and_budget")),
    PageEntry(PageName.MARKET, "Market", "storefront", "ui.market.page", "MarketPage", ("run_scheme", "run_round")),
    PageEntry(PageName.SETTINGS, "Settings", "gear", "ui.settings.page", "SettingsPage", ("administer", "areas")),
)


def import_page(entry: PageEntry) -> "type[Page]":
    """The page's class. Safe on any thread: it makes no widget."""
    found: type[Page] = getattr(import_module(entry.module), entry.class_name)
    return found
