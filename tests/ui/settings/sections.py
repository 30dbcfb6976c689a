"""What the tests of Settings share: one section in front."""

from collections.abc import Callable

from ui.settings.page import SettingsPage
from ui.settings.section import Section

AtRest = Callable[[], None]


def section_of(page: SettingsPage, kind: type[Section]) -> Section:
    page.show_section(kind)
    return page.section
