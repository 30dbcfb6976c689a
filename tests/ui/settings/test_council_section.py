"""The council's own details."""

from brokerage.services.administer import find_council
from tests.builders import Desk as Council
from tests.ui.settings.sections import AtRest, section_of
from ui.desk import Notice
from ui.settings.council_section import CouncilSection
from ui.settings.page import SettingsPage


def test_the_council_is_shown_changed_and_kept(
    page: SettingsPage, council: Council, at_rest: AtRest, notices: list[Notice]
) -> None:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    at_rest()
    assert section._lines["name"].text() == "Weald County Council (demonstration)"
    section._lines["phone"].setText("01622 000000")
    section._address.setPlainText("County Hall\nMaidstone")
    section._lines["ocid_prefix"].setText("ocds-b5fd17")
    section._save.click()
    at_rest()
    kept = find_council(council.database)
    assert kept is not None
    assert (kept.phone, kept.address) == ("01622 000000", "County Hall\nMaidstone")
    assert kept.ocid_prefix == "ocds-b5fd17"
    assert "saved" in notices[-1].text


def test_a_council_without_a_name_is_refused_at_the_name(page: SettingsPage, at_rest: AtRest) -> None:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    at_rest()
    section._lines["name"].setText("  ")
    section._save.click()
    at_rest()
    assert "no name" in section._fields["name"]._below.text()


def test_a_prefix_of_another_form_is_refused_at_its_field_and_stays_typed(page: SettingsPage, at_rest: AtRest) -> None:
    section = section_of(page, CouncilSection)
    assert isinstance(section, CouncilSection)
    at_rest()
    section._lines["ocid_prefix"].setText("OCDS-1")
    section._save.click()
    at_rest()
    assert "This is no prefix" in section._fields["ocid_prefix"]._below.text()
    assert section._lines["ocid_prefix"].text() == "OCDS-1"
