"""Market, the documents: what lapses first in words and shapes, a copy saved, one added, one removed with its reason."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.provider_document import DocumentKind, DocumentStanding
from brokerage.services.provider_documents import DocumentsWanted, list_documents, remove_document
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.exchange.documents import make_pdf, xlsx_parts, zipped
from tests.services.document_builders import LAST_DAY, keep
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from ui.desk import Desk
from ui.market.documents import words as documents_words
from ui.market.documents.reading import Shown
from ui.market.documents.section import DocumentsSection
from ui.market.page import MarketPage
from ui.theme import ThemeChoice

AtRest = Callable[[], None]
Opened = Callable[[], DocumentsSection]
POLICY = DocumentKind.POLICY


@pytest.fixture
def opened(page: MarketPage, window_desk: Desk, at_rest: AtRest) -> Opened:
    """Brings the section to the front and lets it read; what changes is read again, as in the window."""
    window_desk.writes.changed.connect(page.reload)

    def bring() -> DocumentsSection:
        page.show_section(DocumentsSection)
        at_rest()
        section = page.section
        assert isinstance(section, DocumentsSection)
        return section

    return bring


@pytest.fixture
def provider(council: Council, tmp_path: Path) -> int:
    """A provider with a policy that has lapsed, one that lapses in 7 days, in 45, in 100, and one that never does."""
    number = council.provider("Weald Skills (demo)", council_reference="PR-0007", phone="01632 960123")
    for title, days in (("Fire", -3), ("Data", 7), ("Complaints", 45), ("Safeguarding", 100), ("Aims", None)):
        last_day = None if days is None else TODAY + timedelta(days=days)
        keep(council, tmp_path, number, POLICY, title=title, last_day=last_day)
    return number


def kept(council: Council, *, with_former: bool = False) -> tuple[str, ...]:
    return tuple(each.title for each in list_documents(council.database, DocumentsWanted(with_former=with_former)))


def choose(section: DocumentsSection, path: Path, content: bytes = b"") -> None:
    path.write_bytes(content or make_pdf(b"% another"))
    section.form.take_file(path)


def test_every_way_to_stand_has_a_shape_and_a_tone_and_every_kind_its_word() -> None:
    assert set(documents_words.SIGNS) == set(documents_words.TONES) == set(DocumentStanding)
    assert len(set(documents_words.SIGNS.values())) == len(DocumentStanding)
    assert set(documents_words.KIND_WORDS) == set(DocumentKind)
    assert set(documents_words.SHOWN_WORDS) == set(Shown)


def test_what_lapses_first_stands_first_in_words_and_shapes_and_is_selected(provider: int, opened: Opened) -> None:
    section = opened()
    assert [documents_words.stands(row, TODAY) for row in section.table.rows] == [
        "◆ Lapsed 3 days ago",
        "▲ Lapses in 7 days",
        "△ Lapses in 45 days",
        "✓ In force, 100 days left",
        "● Does not lapse",
    ]
    on_its_last_day = documents_words.stands(section.table.rows[1], TODAY + timedelta(days=7))
    assert on_its_last_day == "▲ Lapses after today"  # the last day counts
    assert section.counts.text() == "5 documents · ◆ 1 lapsed · ▲ 1 within 30 days · △ 1 within 60 days"
    document = section.view.document
    assert document is not None
    facts = {fact[0]: fact[1] for fact in documents_words.facts(document, TODAY)}
    assert facts["Whom to ask"] == "Weald Skills (demo): 01632 960123"
    assert facts["For"] == "all services of Weald Skills (demo) (PR-0007)"


def test_the_list_is_narrowed_by_words_kind_and_what_presses(
    council: Council, provider: int, opened: Opened, at_rest: AtRest, tmp_path: Path
) -> None:
    keep(council, tmp_path, council.provider("Hop Farm (demo)"), title="Public liability")
    section = opened()
    section.search.setText("weald")
    section.load()
    at_rest()
    assert len(section.table.rows) == 5
    section.shown.choose(Shown.PRESSING)
    section.load()
    at_rest()
    assert [row.title for row in section.table.rows] == ["Fire", "Data", "Complaints"]
    section.search.setText("nothing like it")
    section.load()
    at_rest()
    assert "No document is like this" in section.table._panel.accessibleName()
    section.table._panel._button.click()
    at_rest()
    section.kind.choose(DocumentKind.INSURANCE)
    section.load()
    at_rest()
    assert [row.title for row in section.table.rows] == ["Public liability"]


def test_a_copy_is_saved_as_it_was_received(
    provider: int, opened: Opened, at_rest: AtRest, said: list[str], tmp_path: Path
) -> None:
    section = opened()
    section.view.save_to(tmp_path / "copy.pdf")
    at_rest()
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF-")
    assert said == ["The copy is saved as copy.pdf."]


def test_the_newer_one_is_added_in_place_of_the_one_selected(
    council: Council, provider: int, opened: Opened, at_rest: AtRest, said: list[str], tmp_path: Path
) -> None:
    section = opened()
    section.view.newer.click()
    form = section.form
    assert (form.kind.value(), form.texts["provider"].text(), form.texts["title"].text()) == (POLICY, "PR-0007", "Fire")
    choose(section, tmp_path / "fire.pdf")
    form.days["to"].set_day(LAST_DAY)
    form.save.click()
    at_rest()
    at_rest()
    assert said == ["“Fire” is kept as document 6."]
    assert not form.isVisible()
    assert section.view.document is not None
    assert section.view.document.document_id == 6
    assert (len(kept(council)), len(kept(council, with_former=True))) == (5, 6)


def test_an_insurance_added_says_what_it_does_to_the_gate(
    council: Council, opened: Opened, at_rest: AtRest, said: list[str], tmp_path: Path
) -> None:
    service = council.service(name="Orchard Yard (demo)", insurance_last_day=TODAY - timedelta(days=1))
    section = opened()
    section.add.click()
    form = section.form
    choose(section, tmp_path / "insurance.pdf")
    form.kind.choose(DocumentKind.INSURANCE)
    form.texts["service"].setText("orchard yard (demo)")
    form.days["to"].set_day(LAST_DAY)
    form.save.click()
    at_rest()
    at_rest()
    assert said[0].endswith("Orchard Yard (demo): insured to 31 Mar 2027; no call-off may start after that day.")
    with council.session() as session:
        assert session.get_one(ServiceRow, service).insurance_last_day == LAST_DAY


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    council: Council, opened: Opened, at_rest: AtRest, tmp_path: Path
) -> None:
    section = opened()
    section.add.click()
    form = section.form
    form.days["to"]._line.setText("next year")
    form.save.click()
    assert "Choose the file first" in form.fields["file"]._below.text()
    assert "Say whose document it is" in form.fields["provider"]._below.text()
    assert "cannot be read" in form.fields["to"]._below.text()
    form.days["to"].set_day(None)
    choose(section, tmp_path / "rates.xlsx", zipped({**xlsx_parts(), "xl/vbaProject.bin": b"\0"}))
    form.kind.choose(DocumentKind.INSURANCE)
    form.save.click()
    at_rest()
    assert "Say whose document it is" in form.fields["provider"]._below.text()
    form.texts["provider"].setText("Nobody")
    form.save.click()
    at_rest()
    assert "There is no provider" in form.fields["provider"]._below.text()
    council.provider("Hop Farm (demo)")
    form.texts["provider"].setText("hop farm (demo)")
    form.save.click()
    at_rest()
    assert "give the last day" in form.fields["to"]._below.text()
    form.days["to"].set_day(LAST_DAY)
    form.save.click()
    at_rest()
    assert "carries macros" in form.fields["file"]._below.text()
    assert form.texts["provider"].text() == "hop farm (demo)"
    assert kept(council) == ()


def test_contract_and_shortening_are_asked_for_only_where_they_mean_something(opened: Opened) -> None:
    section = opened()
    section.add.click()
    form = section.form
    for kind in DocumentKind:
        form.kind.choose(kind)
        assert form.fields["contract"].isVisible() == (kind is DocumentKind.SIGNED_CONTRACT)
        assert form.shortens.isVisible() == (kind is DocumentKind.INSURANCE)


def test_a_document_is_removed_with_its_reason_and_stands_among_the_former(
    council: Council, provider: int, opened: Opened, at_rest: AtRest, said: list[str]
) -> None:
    section = opened()
    section.view.removal.press.click()
    assert "Say why" in section.view.removal.fields["reason"]._below.text()
    section.view.removal.reason.set_text("Of another firm")
    section.view.removal.press.click()
    at_rest()
    at_rest()
    assert said == ["Document 1 is removed; its reason stays."]
    assert "Fire" not in kept(council)
    section.shown.choose(Shown.FORMER)
    section.load()
    at_rest()
    assert [documents_words.stands(row, TODAY) for row in section.table.rows] == ["✕ Removed"]
    assert not section.view.save.isVisible()


def test_a_document_is_removed_by_keyboard(
    page: MarketPage, council: Council, provider: int, opened: Opened, qtbot: QtBot, at_rest: AtRest
) -> None:
    section = opened()
    keys = Presses(qtbot, page)
    keys.tab_to(section.view.removal.reason)
    keys.text("Of another firm")
    keys.tab_to(section.view.removal.press)
    keys.key(Qt.Key.Key_Space)
    at_rest()
    assert "Fire" not in kept(council)


def test_who_is_no_commissioner_reads_and_saves_and_is_told_who_may_do_more(
    council: Council, provider: int, opened: Opened, window_desk: Desk
) -> None:
    window_desk.work_as(council.practitioner)
    section = opened()
    section.add.click()
    assert "only a commissioner adds" in section.form._why_not.text()
    assert not section.form.save.isEnabled()
    assert not section.view.removal.press.isEnabled()
    assert section.view.save.isEnabled()


def test_a_colleague_who_removed_it_first_is_told(
    council: Council, provider: int, opened: Opened, at_rest: AtRest, said: list[str]
) -> None:
    section = opened()
    remove_document(council.database, council.commissioner, 1, "Sent twice", NOW)
    section.view.removal.reason.set_text("Of another firm")
    section.view.removal.press.click()
    at_rest()
    assert "was removed on 2 Nov 2026 already" in said[0]


def test_no_document_yet_says_what_to_do(opened: Opened) -> None:
    section = opened()
    assert "No document yet" in section.table._panel.accessibleName()
    section.table._panel._button.click()
    assert section.form.isVisible()


def test_documents_that_cannot_be_read_are_said_and_tried_again(
    council: Council, provider: int, opened: Opened, at_rest: AtRest
) -> None:
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE provider_documents RENAME TO away")
    section = opened()
    assert "That did not work" in section.table._panel.accessibleName()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE away RENAME TO provider_documents")
    section.table._panel._button.click()
    at_rest()
    assert len(section.table.rows) == 5


@pytest.mark.parametrize(
    ("scale", "theme"), [(1.0, ThemeChoice.LIGHT), (1.0, ThemeChoice.DARK), (2.0, ThemeChoice.LIGHT)]
)
def test_the_section_is_accessible_and_nothing_is_clipped(
    page: MarketPage, provider: int, opened: Opened, window_desk: Desk, scale: float, theme: ThemeChoice
) -> None:
    window_desk.look.choose(theme)
    window_desk.look.set_text_scale(scale)
    opened().add.click()
    assert_accessible(page)
    assert_nothing_clipped(page)
