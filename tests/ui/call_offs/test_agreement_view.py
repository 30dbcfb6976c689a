"""The agreement in the window: drafted, issued, saved, printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from sqlalchemy import select

from brokerage.services.agree_and_print import issue_agreement
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.call_offs import CallOffRow
from tests.builders import NOW
from tests.builders import Desk as Council
from tests.services.call_off_builders import accepted, raised
from tests.ui.call_off_desk import open_agreement, show_tab
from ui.call_offs.page import CallOffsPage
from ui.desk import Desk
from ui.printing import a4_printer

AtRest = Callable[[], None]


def test_the_draft_is_shown_page_by_page_before_it_is_issued(
    council: Council, page: CallOffsPage, at_rest: AtRest
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    paper = page.agreement.paper
    assert paper is not None
    assert paper.terms[0].is_draft
    assert len(page.agreement.view.pages) == paper.pages >= 3
    assert all(not label.pixmap().isNull() for label in page.agreement.view.pages)
    assert page.agreement.view.pages[0].accessibleName() == f"Page 1 of {paper.pages}"


def test_issuing_makes_edition_one_and_again_nothing_differs(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest, said: list[str]
) -> None:
    accepted(council)
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    page.agreement.issue.click()
    page.agreement.issue.click()
    for _ in range(4):
        at_rest()
    paper = page.agreement.paper
    assert paper is not None
    assert (paper.terms[0].is_draft, paper.terms[0].edition) == (False, 1)
    assert paper.file_name == "PA-2026-0001-edition-1.pdf"
    assert page.agreement.issue.text() == "Issue next edition"
    assert page.agreement.issue.property("kind") == "secondary"  # signatures come next


def test_a_change_of_terms_is_issued_as_edition_two(
    council: Council, window_desk: Desk, page: CallOffsPage, at_rest: AtRest
) -> None:
    standing = accepted(council)
    issue_agreement(council.database, council.broker, standing.reference, NOW)
    with council.session() as session:
        session.get_one(CallOffRow, standing.call_off_id).room = "Room 4"
    window_desk.work_as(council.broker)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    page.agreement.issue.click()
    for _ in range(4):
        at_rest()
    paper = page.agreement.paper
    assert paper is not None
    assert paper.terms[0].edition == 2
    assert [page.agreement.edition.itemText(at) for at in range(2)] == ["Edition 2", "Edition 1"]


def test_it_is_saved_whole_under_a_name_without_a_person(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path, said: list[str]
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    paper = page.agreement.paper
    assert paper is not None
    page.agreement.save_to(tmp_path / paper.file_name)
    at_rest()
    assert (tmp_path / "CO-2026-0001-draft.pdf").read_bytes().startswith(b"%PDF")
    assert said == ["Saved as CO-2026-0001-draft.pdf."]


def test_a_folder_that_is_not_there_is_told_in_a_sentence(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path, said: list[str]
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    page.agreement.save_to(tmp_path / "nowhere" / "PA.pdf")
    at_rest()
    assert said[0].startswith("There is no folder")
    assert not list(tmp_path.glob("**/*.pdf"))


def test_several_are_one_paper_or_a_folder_of_papers(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path
) -> None:
    accepted(council)
    raised(council)
    show_tab(page, at_rest)
    page.list.table.tick_only(page.list.table.rows)
    assert page.list.print.text() == "Print 2 agreements"
    page.list.print.click()
    at_rest()
    at_rest()
    page.agreement.save_to(tmp_path / "both.pdf")
    page.agreement.save_into(tmp_path)
    at_rest()
    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "CO-2026-0001-draft.pdf",
        "CO-2026-0002-draft.pdf",
        "both.pdf",
    ]


def test_printing_is_put_on_record_and_reaches_the_printer(
    council: Council, page: CallOffsPage, at_rest: AtRest, tmp_path: Path, said: list[str]
) -> None:
    accepted(council)
    show_tab(page, at_rest)
    open_agreement(page, at_rest)
    printer = a4_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    page.agreement.print_on(printer)
    at_rest()
    assert (tmp_path / "printed.pdf").stat().st_size > 10_000
    assert said[-1].startswith("Sent to the printer")
    with council.session() as session:
        actions = session.scalars(select(AuditEntryRow.action)).all()
    assert actions[-2:] == ["read-agreement", "print-agreement"]
