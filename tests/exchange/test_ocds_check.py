"""Any file is told what is wrong with it as an OCDS 1.1 release package, with the path and how to mend it."""

import copy
import json
import os
from pathlib import Path
from typing import Any

import pytest

from brokerage.domain.errors import BadInput
from brokerage.exchange.guarded_file import LARGEST_JSON_BYTES
from brokerage.exchange.guarded_json import DEEPEST
from brokerage.exchange.ocds_check import MOST_FAULTS, check_release_package

PACKAGE: dict[str, Any] = {
    "uri": "https://example.org/package.json",
    "version": "1.1",
    "publishedDate": "2026-11-02T09:00:00Z",
    "publisher": {"name": "Weald County Council (demonstration)"},
    "releases": [
        {
            "ocid": "ocds-000000-one",
            "id": "one-1",
            "date": "2026-11-02T09:00:00+00:00",
            "tag": ["tender", "award", "contract"],
            "initiationType": "tender",
            "parties": [{"id": "council", "name": "Weald County Council (demonstration)", "roles": ["buyer"]}],
            "tender": {
                "id": "T-1",
                "value": {"amount": 1000.5, "currency": "GBP"},
                "tenderPeriod": {"startDate": "2026-11-02T00:00:00Z", "endDate": "2026-12-02T23:59:59Z"},
            },
            "awards": [{"id": "A-1", "status": "active", "items": [{"id": "1"}]}],
            "contracts": [{"id": "C-1", "awardID": "A-1"}],
        }
    ],
}


def checked(tmp_path: Path, content: bytes | object) -> list[tuple[str, str]]:
    """The path of each fault and what is wrong there."""
    path = tmp_path / "package.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    faults = check_release_package(path)
    assert all(fault.mend.endswith((".", ").")) for fault in faults)
    return [(fault.path, fault.what) for fault in faults]


def changed(**release: Any) -> dict[str, Any]:
    """The sound package with these fields of its release written anew; None takes one away."""
    package = copy.deepcopy(PACKAGE)
    package["releases"][0].update(release)
    package["releases"][0] = {name: value for name, value in package["releases"][0].items() if value is not None}
    return package


def test_nothing_is_wrong_with_a_sound_package(tmp_path: Path) -> None:
    assert checked(tmp_path, PACKAGE) == []


def test_a_mark_of_byte_order_before_a_sound_package_does_no_harm(tmp_path: Path) -> None:
    assert checked(tmp_path, b"\xef\xbb\xbf" + json.dumps(PACKAGE).encode()) == []


@pytest.mark.parametrize(
    ("release", "path", "what"),
    [
        ({"ocid": None}, "$.releases[0]", "“ocid” is missing."),
        ({"ocid": ""}, "$.releases[0].ocid", "This is empty."),
        ({"ocid": 7}, "$.releases[0].ocid", "This must be a text."),
        ({"date": "2 Nov 2026"}, "$.releases[0].date", "This is no date and time with its zone."),
        ({"date": "2026-11-02T09:00:00"}, "$.releases[0].date", "This is no date and time with its zone."),
        ({"date": "2026-02-30T09:00:00Z"}, "$.releases[0].date", "This is no date and time with its zone."),
        ({"initiationType": "guess"}, "$.releases[0].initiationType", "This is none of the words of its list."),
        ({"tag": []}, "$.releases[0].tag", "This is empty."),
        ({"tag": ["party"]}, "$.releases[0].tag[0]", "This is none of the words of its list."),
        ({"tender": {}}, "$.releases[0].tender", "“id” is missing."),
        (
            {"tender": {"id": "1", "value": {"amount": "12"}}},
            "$.releases[0].tender.value.amount",
            "This must be a number or null.",
        ),
        ({"contracts": [{"id": "C"}]}, "$.releases[0].contracts[0]", "“awardID” is missing."),
        ({"awards": [{"id": "A", "items": []}]}, "$.releases[0].awards[0].items", "This is empty."),
        (
            {"awards": [{"id": "A", "items": [{"id": "1"}, {"id": "1"}]}]},
            "$.releases[0].awards[0].items[1]",
            "This stands in the list twice.",
        ),
        ({"awards": [{"id": "A"}, {"id": "A", "title": "B"}]}, "$.releases[0].awards[1].id", "An earlier one has this id."),
        (
            {"tender": {"id": "1", "tenderPeriod": {"startDate": "2026-12-02T00:00:00Z", "endDate": "2026-12-01T00:00:00Z"}}},
            "$.releases[0].tender.tenderPeriod",
            "This period ends before it starts.",
        ),
        (
            {"tender": {"id": "1", "documents": [{"id": "1", "url": "not an address"}]}},
            "$.releases[0].tender.documents[0].url",
            "This is no whole address.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_where_it_stands(tmp_path: Path, release: dict[str, Any], path: str, what: str) -> None:
    assert checked(tmp_path, changed(**release)) == [(path, what)]


def test_every_fault_is_listed_not_only_the_first(tmp_path: Path) -> None:
    wrong = changed(ocid=None, date="yesterday", tag=[])
    assert [path for path, _ in checked(tmp_path, wrong)] == [
        "$.releases[0].date",
        "$.releases[0].tag",
        "$.releases[0]",
    ]


def test_two_releases_of_a_process_have_ids_of_their_own(tmp_path: Path) -> None:
    package = copy.deepcopy(PACKAGE)
    package["releases"].append(package["releases"][0] | {"language": "en"})
    assert checked(tmp_path, package) == [("$.releases[1].id", "An earlier release of this process has this id.")]


def test_a_package_without_releases_is_empty(tmp_path: Path) -> None:
    assert checked(tmp_path, PACKAGE | {"releases": []}) == [("$.releases", "This is empty.")]


@pytest.mark.parametrize("version", ["1.0", "1.2", "2.0"])
def test_another_version_is_called_so_and_not_held_against_this_one(tmp_path: Path, version: str) -> None:
    wrong = {**changed(ocid=None), "version": version}
    assert checked(tmp_path, wrong) == [("$.version", "It is of another version of OCDS; this checks 1.1.")]


@pytest.mark.parametrize(
    ("version", "what"),
    [(1.1, "This must be a text."), ("new", "This is not of the form the standard asks for.")],
)
def test_a_version_that_is_none_is_a_fault(tmp_path: Path, version: object, what: str) -> None:
    assert checked(tmp_path, PACKAGE | {"version": version}) == [("$.version", what)]


def test_a_package_without_a_version_is_of_the_first_one(tmp_path: Path) -> None:
    package = {name: value for name, value in PACKAGE.items() if name != "version"}
    assert checked(tmp_path, package) == [("$.version", "No version is said, so it is of OCDS 1.0; this checks 1.1.")]


@pytest.mark.parametrize(
    ("content", "path", "what"),
    [
        (b"", "$", "This is not JSON (line 1, column 1)."),
        (b"%PDF-1.7", "$", "This is not JSON (line 1, column 1)."),
        (b'{"uri": ', "$", "This is not JSON (line 1, column 9)."),
        (b"\xff\xfe{", "$", "This is not JSON: its letters are not UTF-8."),
        (b'{"uri": NaN}', "$", "This is not JSON."),
        (b'{"uri": ' + b"9" * 5000 + b"}", "$", "This is not JSON."),
        (b"[]", "$", "This is no object."),
        (b"null", "$", "This is no object."),
        (b'{"uri": "a:b", "uri": "a:c"}', "$", "An object has “uri” twice."),
        (b'{"\\u001b[2J": 1, "\\u001b[2J": 2}', "$", "An object has “?[2J” twice."),
        (b'{"records": []}', "$.records", "This is a record package."),
        (b'{"ocid": "one"}', "$", "This is one release without its package."),
    ],
)
def test_what_is_no_release_package_is_called_what_it_is(tmp_path: Path, content: bytes, path: str, what: str) -> None:
    assert checked(tmp_path, content) == [(path, what)]


@pytest.mark.parametrize("depth", [DEEPEST, 5_000, 200_000])
def test_a_bottomless_file_is_refused_before_anything_walks_it(tmp_path: Path, depth: int) -> None:
    content = b'{"version": "1.1", "releases": ' + b"[" * depth + b"]" * depth + b"}"
    assert checked(tmp_path, content) == [("$", f"Its parts lie more than {DEEPEST} deep.")]


def test_a_file_full_of_faults_is_told_the_first_of_them(tmp_path: Path) -> None:
    found = checked(tmp_path, PACKAGE | {"releases": [{"id": str(number)} for number in range(20_000)]})
    assert len(found) == MOST_FAULTS + 1
    assert found[-1] == ("$", "There is more that is wrong.")


def test_what_the_file_says_of_somebody_is_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    path.write_text(json.dumps(changed(initiationType="Wren Sampleby", date="Wren Sampleby")), encoding="utf-8")
    assert "Wren" not in str(check_release_package(path))


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "package.json"
    with path.open("wb") as stream:
        stream.truncate(LARGEST_JSON_BYTES + 1)
    with pytest.raises(BadInput, match=r"package.json has 20 MB; the most that is read is 20 MB"):
        check_release_package(path)


def test_a_file_that_is_not_there_or_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file nothing\.json"):
        check_release_package(tmp_path / "nothing.json")
    with pytest.raises(BadInput, match="is a folder"):
        check_release_package(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(BadInput, match="is a device or a pipe"):
        check_release_package(tmp_path / "pipe.json")
