"""Applications by workbook for the tests: a scheme's template written by the program, filled in, and taken in."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from brokerage.domain.ratio import Ratio
from brokerage.domain.unit import Unit
from brokerage.services.application_template import write_application_template
from brokerage.services.apply_by_workbook import WorkbooksToTake, take_in_workbooks
from brokerage.services.workbook_taken import WorkbookTaken
from brokerage.storage.tables.scheme_terms import LotRatioRow, LotUnitRow
from tests.builders import NOW, TODAY, Desk
from tests.exchange.application_workbooks import Filled
from tests.services.application_builders import Received, applicant, questions, received


@dataclass(frozen=True, slots=True)
class Asking:
    """A scheme that providers may apply to by workbook, with a lot for activities and one for homes."""

    desk: Desk
    folder: Path
    scheme_id: int
    skills: int
    homes: int
    _written: dict[tuple[str, ...], Filled] = field(default_factory=dict)

    def template(self, *lots: str) -> Filled:
        """A template, ready to be filled in; the same lots are written once."""
        if lots not in self._written:
            path = self.folder / "template.xlsx"
            write_application_template(self.desk.database, "ELA", lots, path, TODAY)
            self._written[lots] = Filled(path)
        return deepcopy(self._written[lots])

    def take(self, *files: Path, **said: Any) -> tuple[WorkbookTaken, ...]:
        """What becomes of the files; `dry_run`, `provider`, `as_new`, `scheme`, `received_on`."""
        dry_run = said.pop("dry_run", False)
        asked = WorkbooksToTake(tuple(files), **{"received_on": TODAY, **said})
        done = take_in_workbooks(self.desk.database, self.desk.commissioner, asked, TODAY, NOW, dry_run=dry_run)
        return done.result

    def take_one(self, filled: Filled, name: str = "application.xlsx", **said: Any) -> WorkbookTaken:
        """What becomes of this workbook, saved under the name."""
        (taken,) = self.take(filled.save(self.folder / name), **said)
        return taken


def asking(desk: Desk, folder: Path) -> Asking:
    """The scheme ELA: lot 1 by the session or day at 1:1 or 1:3 with four questions, lot 2 by the week with four."""
    scheme_id = desk.scheme(reference="ELA", title="Everyday Life (demo)")
    skills = desk.lot(scheme_id, number="1", title="Skills and training")
    homes = desk.lot(scheme_id, number="2", title="Long stays", registration_needed=True)
    allow(desk, skills, (Unit.SESSION, Unit.DAY), (Ratio(1, 1), Ratio(1, 3)))
    allow(desk, homes, (Unit.WEEK,))
    for lot_id in (skills, homes):
        questions(desk, lot_id)
    return Asking(desk, folder, scheme_id, skills, homes)


def received_by_hand(desk: Desk) -> Received:
    """An application without answers or prices, for a lot by the session or day at 1:1 or 1:3; its service does woodwork."""
    who = applicant(desk)
    allow(desk, who.lot_id, (Unit.SESSION, Unit.DAY), (Ratio(1, 1), Ratio(1, 3)))
    desk.activity(who.service_id, name="Woodwork")
    return received(desk, who)


def allow(desk: Desk, lot_id: int, units: Sequence[Unit], ratios: Sequence[Ratio] = ()) -> None:
    """The lot may be priced by these units and ratios alone."""
    with desk.session() as session:
        session.add_all(LotUnitRow(lot_id=lot_id, unit=unit) for unit in units)
        session.add_all(LotRatioRow(lot_id=lot_id, staff=one.staff, people=one.people) for one in ratios)
