"""The names of the pages."""

from enum import Enum


class PageName(Enum):
    """The pages, in the order of the rail; the value is the word used on the command line and by the tour."""

    HOME = "home"
    FIND = "find"
    COMPARE = "compare"
    CALL_OFFS = "call-offs"
    PEOPLE = "people"
    MARKET = "market"
    SETTINGS = "settings"
