"""The council's own districts. Their postcodes are loaded with them; the search knows only these places."""

from functools import partial

from ui.desk import Desk
from ui.failures import describe
from ui.settings.section import Section
from ui.widgets.row_table import Column, RowTable
from ui.widgets.text import caption


class DistrictSection(Section):
    """The districts chosen."""

    title = "Districts"
    administrators_only = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        columns: tuple[Column[tuple[str, str]], ...] = (
            Column("District", lambda district: district[1], sort_key=lambda district: district[1]),
            Column("ONS code", lambda district: district[0], width=140),
        )
        self.table: RowTable[tuple[str, str]] = RowTable(
            "Districts", columns, desk.look, key=lambda district: district[0]
        )
        self.column.addWidget(
            caption(
                "The council’s own area. A search by district offers these; a postcode is found anywhere in the country. "
                "They are chosen on the command line: brokerage districts."
            )
        )
        self.column.addWidget(self.table, 1)

    def load(self) -> None:
        self.desk.reads.latest("settings: districts", partial(_districts, self.desk), self._show, self._failed)

    def _show(self, districts: tuple[tuple[str, str], ...]) -> None:
        if districts:
            self.table.show_rows(districts)
        else:
            self.table.show_empty("No district is chosen", "Choose the council’s districts on the command line.")

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)


def _districts(desk: Desk) -> tuple[tuple[str, str], ...]:
    from brokerage.services.areas import chosen_districts

    return tuple((district.code, district.name) for district in chosen_districts(desk.database))
