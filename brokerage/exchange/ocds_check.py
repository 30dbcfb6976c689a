"""Any file → what is wrong with it as an OCDS 1.1 release package. Nothing is fetched: the published schema is shipped.

The file comes from strangers: lists are searched for doubles without comparing each with each, and the list of faults has an end.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeGuard

import resources
from brokerage.domain.ocds import OCDS_VERSION, PackageFault
from brokerage.exchange.guarded_json import UnsoundJson, read_json, shown_name

if TYPE_CHECKING:
    from jsonschema import ValidationError

MOST_FAULTS = 1_000
SCHEMA_FILES = ("release-package-schema-1.1.5.json", "release-schema-1.1.5.json")
_DATE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})"
)
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "null",
    "number": "a number",
    "object": "an object",
    "string": "a text",
}
_FORMATS = {
    "date-time": ("This is no date and time with its zone.", "Write it as 2026-12-07T00:00:00Z."),
    "uri": ("This is no whole address.", "Begin it with its scheme, such as https:, and leave no blanks in it."),
}


def check_release_package(path: Path) -> tuple[PackageFault, ...]:
    """Return what is wrong with the file, none when it is a sound package; at most `MOST_FAULTS` and a word that there are more.

    Raises: BadInput when the file is not there, no file, or too large; Unavailable when it cannot be read.
    """
    try:
        package = read_json(path)
    except UnsoundJson as unsound:
        return (PackageFault("$", unsound.what, unsound.mend),)
    return check_parsed_package(package)


def check_parsed_package(package: object) -> tuple[PackageFault, ...]:
    """Return what is wrong with a package that was read already."""
    if not isinstance(package, dict):
        return (PackageFault("$", "This is no object.", "Give a release package: an object with its releases."),)
    if other := _other_kind(package):
        return (other,)
    found = _schema_faults(package)
    faults = list(islice(found, MOST_FAULTS + 1)) or list(islice(_beyond_the_schema(package), MOST_FAULTS + 1))
    if len(faults) > MOST_FAULTS:
        more = PackageFault("$", "There is more that is wrong.", "Mend these first, then check again.")
        faults[MOST_FAULTS:] = [more]
    return tuple(faults)


def _other_kind(package: Mapping[str, object]) -> PackageFault | None:
    """What is well known but no release package of this version."""
    if "records" in package and "releases" not in package:
        return PackageFault("$.records", "This is a record package.", "Give the release package it was made from.")
    if "ocid" in package and "releases" not in package:
        return PackageFault("$", "This is one release without its package.", "Put it into “releases” of a package.")
    version = package.get("version")
    if "version" not in package and "releases" in package:
        what = f"No version is said, so it is of OCDS 1.0; this checks {OCDS_VERSION}."
        return PackageFault("$.version", what, f"Bring it to {OCDS_VERSION}, then say “version”: “{OCDS_VERSION}”.")
    if isinstance(version, str) and re.fullmatch(r"[0-9]+\.[0-9]+", version) and version != OCDS_VERSION:
        what = f"It is of another version of OCDS; this checks {OCDS_VERSION}."
        return PackageFault("$.version", what, f"Bring it to {OCDS_VERSION}, or check it with that version's schema.")
    return None


def _schema_faults(package: Mapping[str, object]) -> Iterator[PackageFault]:
    for error in _validator().iter_errors(package):
        what, mend = _words_of(error)
        yield PackageFault(_path(error.absolute_path), what, mend)


@cache
def _validator() -> Any:
    """The published schema of a package, made ready once."""
    from jsonschema import Draft4Validator, FormatChecker, validators
    from referencing import Registry
    from referencing.jsonschema import DRAFT4

    schemas = [json.loads(resources.path("ocds", name).read_text(encoding="utf-8")) for name in SCHEMA_FILES]
    for schema in schemas:
        # Where a schema names its language, the library takes its own rules for it instead of those below.
        del schema["$schema"]
    known: Registry[Any] = Registry().with_resources(
        (schema["id"], DRAFT4.create_resource(schema)) for schema in schemas
    )
    formats = FormatChecker(formats=())
    formats.checks("date-time")(_is_date_time)
    formats.checks("uri")(_is_uri)
    own: dict[str, Callable[..., Iterator[ValidationError]]] = {"required": _required, "uniqueItems": _unique}
    kind = validators.extend(Draft4Validator, own)
    return kind(schemas[0], registry=known, format_checker=formats)


def _required(_validator: object, names: list[str], instance: object, _schema: object) -> "Iterator[ValidationError]":
    """One error for each name that is missing; its message is the name."""
    from jsonschema import ValidationError

    if isinstance(instance, dict):
        yield from (ValidationError(name) for name in names if name not in instance)


def _unique(_validator: object, asked: object, instance: object, _schema: object) -> "Iterator[ValidationError]":
    """An error for each item that was there before; found by their text, so that a long list takes no long time."""
    from jsonschema import ValidationError

    seen: set[str] = set()
    for position, item in enumerate(instance if asked and isinstance(instance, list) else ()):
        text = json.dumps(item, sort_keys=True)
        if text in seen:
            yield ValidationError("", path=[position])
        seen.add(text)


def _is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return bool(_DATE_TIME.fullmatch(value) and datetime.fromisoformat(value))
    except ValueError:
        return False


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(_URI.fullmatch(value))


def _words_of(error: "ValidationError") -> tuple[str, str]:
    """What is wrong and how to mend it. What the file says is not repeated: it may be about somebody."""
    asked: Any = error.validator_value
    match error.validator:
        case "required":
            return f"“{error.message}” is missing.", "Add it."
        case "type":
            kinds = [_KINDS.get(kind, str(kind)) for kind in ([asked] if isinstance(asked, str) else asked)]
            return f"This must be {' or '.join(kinds)}.", "Write it so."
        case "enum":
            return "This is none of the words of its list.", f"Take one of: {_first_words(asked)}."
        case "format":
            return _FORMATS[str(asked)]
        case "minLength" | "minItems":
            return "This is empty.", "Fill it in, or leave it out where it is not required."
        case "uniqueItems":
            return "This stands in the list twice.", "Take one of the two away."
        case _:
            return "This is not of the form the standard asks for.", f"Compare it with the schema ({error.validator})."


def _first_words(words: list[str | None]) -> str:
    known = [word for word in words if word]
    return ", ".join(known[:12]) + (" and others of the published list" if len(known) > 12 else "")


def _beyond_the_schema(package: Mapping[str, Any]) -> Iterator[PackageFault]:
    """What no schema can say, in a package that holds to it."""
    seen: set[tuple[str, str]] = set()
    for position, release in enumerate(package["releases"]):
        key = (release["ocid"], release["id"])
        if key in seen:
            mend = "Give each release of a contracting process an id of its own."
            yield PackageFault(f"$.releases[{position}].id", "An earlier release of this process has this id.", mend)
        seen.add(key)
        for name in ("parties", "awards", "contracts"):
            yield from _doubled_ids(release.get(name) or (), f"$.releases[{position}].{name}")
        yield from _days_out_of_order(release, f"$.releases[{position}]")


def _doubled_ids(items: Iterable[Mapping[str, object]], path: str) -> Iterator[PackageFault]:
    seen: set[object] = set()
    for position, item in enumerate(items):
        name = item.get("id")
        if name is not None and name in seen:
            yield PackageFault(f"{path}[{position}].id", "An earlier one has this id.", "Give each an id of its own.")
        seen.add(name)


def _days_out_of_order(part: object, path: str) -> Iterator[PackageFault]:
    """A fault for each period that ends before it starts, wherever in the release it stands."""
    if isinstance(part, list):
        for position, item in enumerate(part):
            yield from _days_out_of_order(item, f"{path}[{position}]")
    elif isinstance(part, dict):
        start, end = part.get("startDate"), part.get("endDate")
        if _is_moment(start) and _is_moment(end) and datetime.fromisoformat(end) < datetime.fromisoformat(start):
            yield PackageFault(path, "This period ends before it starts.", "Put the earlier day first.")
        for name, item in part.items():
            yield from _days_out_of_order(item, path + _step(name))


def _is_moment(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _is_date_time(value)


def _path(steps: Iterable[str | int]) -> str:
    return "$" + "".join(_step(step) for step in steps)


def _step(step: str | int) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", step) else f"['{shown_name(step)}']"
