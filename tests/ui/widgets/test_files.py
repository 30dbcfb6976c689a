"""Files to read and places to save one are asked for over the window, which goes on working meanwhile."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.files import WORKBOOK, WORKBOOKS, ask_for_file, ask_for_files, ask_where_to_save


def asked(parent: QWidget) -> QFileDialog:
    (dialog,) = parent.findChildren(QFileDialog)
    return dialog


def leave(parent: QWidget) -> None:
    """Close the dialog, and see that nothing is left of it."""
    asked(parent).reject()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not parent.findChildren(QFileDialog)


def test_what_is_chosen_is_handed_over_as_paths_and_the_dialog_is_gone(qtbot: QtBot) -> None:
    for several in (True, False):
        parent = QWidget()
        qtbot.addWidget(parent)
        chosen: list[Path] = []

        def take(paths: Sequence[Path], into: list[Path] = chosen) -> None:
            into.extend(paths)

        if several:
            ask_for_files(parent, "Read workbooks", WORKBOOKS, take)
            asked(parent).filesSelected.emit(["/a/one.xlsx", "/a/two.xlsx"])
        else:
            ask_for_file(parent, "Choose the document", chosen.append)
            asked(parent).fileSelected.emit("/a/one.pdf")
        assert chosen == ([Path("/a/one.xlsx"), Path("/a/two.xlsx")] if several else [Path("/a/one.pdf")])
        leave(parent)


def test_a_place_to_save_is_suggested_by_name_and_gets_its_suffix(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    chosen: list[Path] = []
    ask_where_to_save(parent, "Save the template", "ELA rates.xlsx", chosen.append, WORKBOOK, "xlsx")
    dialog = asked(parent)
    assert (dialog.acceptMode(), dialog.defaultSuffix()) == (QFileDialog.AcceptMode.AcceptSave, "xlsx")
    assert Path(dialog.selectedFiles()[0]).name == "ELA rates.xlsx"
    dialog.fileSelected.emit("/a/rates.xlsx")
    assert chosen == [Path("/a/rates.xlsx")]
    leave(parent)
