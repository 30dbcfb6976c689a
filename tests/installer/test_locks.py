"""What is installed is pinned to the byte, comes from wherever the machine is told to get it, and may be used freely."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

INSTALLER = Path(__file__).parent.parent.parent / "installer"
LOCKS = ["requirements.lock", "requirements-test.lock"]
PIN = re.compile(r"([a-z0-9-]+)==([A-Za-z0-9.+]+)(?: ; ([^:/]+))? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")

PERMITTED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only", "MIT", "MIT-CMU", "MPL-2.0",
    "OFL-1.1", "OGL-UK-3.0", "PSF-2.0", "Zlib",
}  # fmt: skip
# Their metadata names the licence in words of its own; each was read.
READ_BY_HAND = {
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "markdown-it-py": "MIT",
    "mdurl": "MIT",
    "pathspec": "MPL-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "reportlab": "BSD-3-Clause",
    "shellingham": "ISC",
    "sortedcontainers": "Apache-2.0",
}


def pins(lock: str) -> dict[str, set[str]]:
    """The versions pinned for each library: more than one where Pythons differ."""
    found: dict[str, set[str]] = {}
    for line in (INSTALLER / lock).read_text(encoding="utf-8").splitlines():
        if pin := PIN.fullmatch(line):
            found.setdefault(pin[1], set()).add(pin[2])
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_versions_and_hashes_and_no_address(lock: str) -> None:
    lines = (INSTALLER / lock).read_text(encoding="utf-8").splitlines()
    assert lines
    assert [line for line in lines if not PIN.fullmatch(line) and not HASH.fullmatch(line)] == []


@pytest.mark.parametrize(("wishes", "lock"), [("requirements.in", LOCKS[0]), ("requirements-test.in", LOCKS[1])])
def test_lock_answers_every_wish(wishes: str, lock: str) -> None:
    lines = (INSTALLER / wishes).read_text(encoding="utf-8").splitlines()
    pinned = pins(lock)
    for wish in (Requirement(line) for line in lines if line and not line.startswith(("#", "-r"))):
        versions = pinned.get(canonicalize_name(wish.name), set())
        assert versions, wish
        assert all(wish.specifier.contains(version) for version in versions), wish


def test_tests_run_on_the_very_libraries_of_the_program() -> None:
    program, tests = (pins(lock) for lock in LOCKS)
    assert {name: tests.get(name) for name in program} == program


def test_every_library_may_be_used_freely() -> None:
    licences = {found.name: licence_of(found) for name in pins(LOCKS[1]) if (found := installed(name))}
    assert len(licences) > 50
    assert {name: licence for name, licence in licences.items() if not is_permitted(licence)} == {}


@pytest.mark.parametrize(
    ("licence", "permitted"),
    [
        ("MIT", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("MIT AND PSF-2.0", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("", False),
    ],
)
def test_one_permitted_choice_is_enough_and_all_its_parts_must_be(licence: str, permitted: bool) -> None:
    assert is_permitted(licence) is permitted


def installed(name: str) -> Distribution | None:
    """The library as it is here; none when it belongs to another system only."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def licence_of(found: Distribution) -> str:
    """The licence as an expression of short names."""
    said = [found.metadata.get_all(field) or [""] for field in ("License-Expression", "License")]
    return READ_BY_HAND.get(canonicalize_name(found.name)) or said[0][0] or said[1][0]


def is_permitted(expression: str) -> bool:
    """Whether one of the choices offered asks for nothing but permitted licences."""
    return any(all(part in PERMITTED for part in choice.split(" AND ")) for choice in expression.split(" OR "))
