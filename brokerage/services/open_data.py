"""Open data: any package is checked against the published standard."""

from pathlib import Path

from brokerage.domain.ocds import PackageFault
from brokerage.exchange.ocds_check import check_release_package

__all__ = ["check_package"]


def check_package(path: Path) -> tuple[PackageFault, ...]:
    """What is wrong with the file as an OCDS 1.1 release package; none when it is sound.

    Raises: BadInput when the file is not there, no file, or too large; Unavailable when it cannot be read.
    """
    return check_release_package(path)
