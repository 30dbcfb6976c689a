"""Open data: schemes, awards and call-offs by quarter are published; anybody's packages are checked and read.

Nothing that is published says anything of a person, so nobody's record is read for it: call-offs come up as counts.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from brokerage.domain.errors import RuleBroken
from brokerage.domain.ocds import OpenPackage, PackageFault
from brokerage.domain.ocds_notice import Notice
from brokerage.domain.ocid import HOW_TO_GET_ONE, NEUTRAL_PREFIX, check_prefix
from brokerage.exchange.awards_csv import write_awards
from brokerage.exchange.ocds_check import check_release_package
from brokerage.exchange.ocds_json import write_release_package
from brokerage.exchange.ocds_notice import read_notices
from brokerage.services.whole_file import refuse_missing_folder, write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.council import council
from brokerage.storage.queries.open_data import open_schemes

__all__ = [
    "Published",
    "check_package",
    "export_awards",
    "export_package",
    "list_notices",
    "read_package",
]


@dataclass(frozen=True, slots=True)
class Published:
    """A file that was written, and how many schemes, contracts and admissions are in it.

    `ocid_prefix` is what its open contracting ids begin with, and `advice` says how to get one where the council has none.
    """

    path: Path
    schemes: int
    contracts: int
    admissions: int
    ocid_prefix: str
    advice: str


def check_package(path: Path) -> tuple[PackageFault, ...]:
    """What is wrong with the file as an OCDS 1.1 release package; none when it is sound.

    Raises: BadInput when the file is not there, no file, or too large; Unavailable when it cannot be read.
    """
    return check_release_package(path)


def list_notices(path: Path) -> tuple[Notice, ...]:
    """The schemes a published notice tells of, in its order. Nothing is kept.

    Raises: BadInput when the file is not there, too large, no JSON, or tells of no scheme; Unavailable when it cannot be read.
    """
    return read_notices(path)


def read_package(database: Database, today: date, ocid_prefix: str | None = None) -> OpenPackage:
    """Everything the council publishes, as it stands today, under this prefix, or its own, or the neutral one where it has none.

    Raises: BadInput for a prefix of another form; RuleBroken before the council has its name and a scheme.
    """
    asked = None if ocid_prefix is None else check_prefix(ocid_prefix)
    with database.reading() as connection:
        ours, schemes = council(connection), open_schemes(connection, today)
    if ours is None:
        raise RuleBroken("The council has no name yet, so nobody would publish this: name it in Settings.")
    if not schemes:
        raise RuleBroken("There is no scheme to publish: set one up first.")
    return OpenPackage(ours.name, ours.is_demonstration, asked or ours.ocid_prefix or NEUTRAL_PREFIX, today, schemes)


def export_package(database: Database, path: Path, today: date, ocid_prefix: str | None = None) -> Published:
    """Writes one release package with a release for each scheme, whole or not at all.

    Raises: as `read_package` does; Unavailable when the file cannot be written.
    """
    refuse_missing_folder(path)
    package = read_package(database, today, ocid_prefix)
    write_whole_file(path, write_release_package(package))
    return _published(path, package)


def export_awards(database: Database, path: Path, today: date) -> Published:
    """Writes a CSV with a row for each admission, whole or not at all.

    Raises: as `read_package` does; Unavailable when the file cannot be written.
    """
    refuse_missing_folder(path)
    package = read_package(database, today)
    write_whole_file(path, write_awards(package))
    return _published(path, package)


def _published(path: Path, package: OpenPackage) -> Published:
    contracts = [contract for scheme in package.schemes for contract in scheme.contracts]
    return Published(
        path,
        len(package.schemes),
        len(contracts),
        sum(len(contract.admissions) for contract in contracts),
        package.ocid_prefix,
        HOW_TO_GET_ONE if package.ocid_prefix == NEUTRAL_PREFIX else "",
    )
