"""What is asked of one admission in one go, off the UI thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brokerage.domain.admission_summary import AdmissionDetail
from brokerage.domain.places_news import PlacesStanding
from brokerage.domain.service_move import OwnedService
from ui.market.admissions.lines import AdmissionLine

if TYPE_CHECKING:
    from brokerage.services.desk import Database


@dataclass(frozen=True, slots=True)
class AdmissionOpened:
    """One admission whole: as it stands in the list, with its service's owner and its news of places."""

    line: AdmissionLine
    detail: AdmissionDetail
    owner: OwnedService
    places: PlacesStanding

    @property
    def admission_id(self) -> int:
        """Its number."""
        return self.detail.summary.admission_id


def open_admission(database: "Database", line: AdmissionLine, today: date) -> AdmissionOpened:
    """Return the admission as it stands now. Raises: RuleBroken when it is not there any more."""
    from brokerage.services.keep_admission import show_admission
    from brokerage.services.move_service import find_owner
    from brokerage.services.places_news import find_places

    about = line.summary
    return AdmissionOpened(
        line,
        show_admission(database, about.admission_id, today),
        find_owner(database, about.service_id),
        find_places(database, about.service_id),
    )
