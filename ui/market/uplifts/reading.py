"""What the section of uplifts asks in one go, off the UI thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brokerage.domain.uplift_choices import UpliftScheme
from brokerage.domain.uplift_summary import UpliftKept

if TYPE_CHECKING:
    from brokerage.services.desk import Database


@dataclass(frozen=True, slots=True)
class UpliftsRead:
    """The uplifts, the one that begins last first, and what a new one may be asked for."""

    uplifts: tuple[UpliftKept, ...]
    schemes: tuple[UpliftScheme, ...]


def read_uplifts(database: "Database") -> UpliftsRead:
    """Return every uplift, those taken back among them, and the schemes."""
    from brokerage.services.uplift import list_uplift_schemes, list_uplifts

    return UpliftsRead(list_uplifts(database), list_uplift_schemes(database))
