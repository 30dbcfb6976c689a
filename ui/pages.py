"""Which pages there are. To add one, add its line; its module is imported on a thread after the window stands."""

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from ui.page_name import PageName

if TYPE_CHECKING:
    from ui.page import Page


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A line of the rail: the page's name, its label and icon, and where its class is found."""

    name: PageName
    label: str
    icon: str
    module: str
    class_name: str


PAGES: tuple[PageEntry, ...] = (
    PageEntry(PageName.HOME, "Home", "house", "ui.home.page", "HomePage"),
    PageEntry(PageName.FIND, "Find", "magnifying-glass", "ui.find.page", "FindPage"),
    PageEntry(PageName.COMPARE, "Compare", "columns", "ui.compare.page", "ComparePage"),
    PageEntry(PageName.CALL_OFFS, "Call-offs", "note-pencil", "ui.call_offs.page", "CallOffsPage"),
    PageEntry(PageName.PEOPLE, "People", "users", "ui.people.page", "PeoplePage"),
    PageEntry(PageName.SETTINGS, "Settings", "gear", "ui.settings.page", "SettingsPage"),
)


def import_page(entry: PageEntry) -> "type[Page]":
    """The page's class. Safe on any thread: it makes no widget."""
    found: type[Page] = getattr(import_module(entry.module), entry.class_name)
    return found
