"""Asking for files to read and for a place to save one, over the window and without an event loop of its own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

WORKBOOKS = "Workbooks (*.xlsx *.ods)"
WORKBOOK = "Workbook (*.xlsx)"


def ask_for_files(parent: QWidget, title: str, kinds: str, on_chosen: Callable[[Sequence[Path]], object]) -> None:
    """Let files be chosen, several at once too; `kinds` as Qt words them, `Workbooks (*.xlsx *.ods)`."""
    dialog = QFileDialog(parent.window(), title, documents_folder(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.filesSelected.connect(lambda chosen: on_chosen([Path(each) for each in chosen]))
    _open(dialog)


def ask_for_file(parent: QWidget, title: str, on_chosen: Callable[[Path], object], kinds: str = "") -> None:
    """Let one file be chosen, of any kind where none is said."""
    dialog = QFileDialog(parent.window(), title, documents_folder(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    _open(dialog)


def ask_where_to_save(
    parent: QWidget, title: str, name: str, on_chosen: Callable[[Path], object], kind: str = "", suffix: str = ""
) -> None:
    """Let a place be chosen for a file suggested to be called `name`; the suffix is added where none is typed."""
    dialog = QFileDialog(parent.window(), title, str(Path(documents_folder()) / name), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.fileSelected.connect(lambda chosen: on_chosen(Path(chosen)))
    _open(dialog)


def documents_folder() -> str:
    """Where documents are kept on this computer."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or "."


def _open(dialog: QFileDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
