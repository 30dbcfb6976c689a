"""The window stands before anything heavy is imported."""

import subprocess
import sys

_FIRST_PICTURE = """
import sys
from ui.app import Asked, Start, make_application
from ui.preferences import Preferences

application = make_application()
start = Start(Asked("sqlite:///nowhere.db"), Preferences())
start.window.painted.disconnect()
start.window.painted.connect(lambda: (print(*sys.modules), application.exit()))
start.window.show()
application.exec()
"""


def test_the_first_picture_imports_nothing_heavy() -> None:
    answered = subprocess.run(
        [sys.executable, "-c", _FIRST_PICTURE], capture_output=True, text=True, check=True, timeout=60
    )
    imported = set(answered.stdout.split())
    assert "PySide6.QtWidgets" in imported
    heavy = {
        "sqlalchemy",
        "psycopg",
        "reportlab",
        "qtawesome",
        "pypdfium2",
        "alembic",
        "brokerage",
        "asyncio",
    }
    assert not heavy & imported
    ours = {name for name in imported if name.split(".")[0] == "ui"}
    assert ours == {
        "ui",
        "ui.app",
        "ui.look",
        "ui.main_window",
        "ui.page_name",
        "ui.preferences",
        "ui.rubbish",
        "ui.theme",
    }, "the first picture needs these and no more"
