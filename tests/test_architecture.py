"""The floors hold, and the house has the rooms it says it has."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = {
    ".ci", "brokerage", "docs", "installer", "resources", "tests", "ui",
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "pyproject.toml",
}  # fmt: skip
MADE_BY_TOOLS = {".git", ".venv", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
USED_LATE = {
    "alembic", "jsonschema", "psycopg", "pypdfium2", "python_calamine", "qtawesome", "rapidfuzz", "reportlab", "xlsxwriter",
}  # fmt: skip


def test_imports_go_down_the_floors() -> None:
    # In a process of its own: it sets up logging anew and silences every logger it finds.
    check = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(sys.argv[1], no_cache=True))"
    asked = [sys.executable, "-c", check, str(ROOT / "pyproject.toml")]
    checked = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_domain_imports_the_standard_library_and_itself_only() -> None:
    allowed = sys.stdlib_module_names | {"brokerage.domain"}
    strangers = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in (ROOT / "brokerage" / "domain").rglob("*.py")
        for name in imported_names(file)
        if not any(name == known or name.startswith(f"{known}.") for known in allowed)
    }
    assert strangers == set()


def test_services_load_no_heavy_library_before_it_is_used() -> None:
    program = (
        "import importlib, pkgutil, sys, brokerage.services as s\n"
        "[importlib.import_module(m.name) for m in pkgutil.walk_packages(s.__path__, 'brokerage.services.')]\n"
        f"print(*sorted({USED_LATE!r} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)
    assert loaded.stdout.split() == []


def test_top_of_the_repository_holds_only_the_named_rooms() -> None:
    assert {entry.name for entry in ROOT.iterdir()} - MADE_BY_TOOLS == ROOMS


def imported_names(file: Path) -> Iterator[str]:
    """Every module that `file` imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")
