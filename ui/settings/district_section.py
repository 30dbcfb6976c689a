"""The council's own districts, chosen from all there are. Their postcodes are loaded with them."""

from dataclasses import dataclass
from functools import partial

from ui.desk import Desk, Tone
from ui.failures import describe
from ui.formats import count
from ui.settings.section import Section
from ui.widgets.buttons import button
from ui.widgets.card import row
from ui.widgets.row_table import Column, RowTable
from ui.widgets.rows_to_find import Finding, RowsToFind
from ui.widgets.text import caption


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district of the country and whether it is the council's own."""

    code: str
    name: str
    chosen: bool


COLUMNS: tuple[Column[DistrictRow], ...] = (
    Column("District", lambda district: district.name, sort_key=lambda district: district.name),
    Column(
        "The council’s own now",
        lambda district: "✓ Yes" if district.chosen else "No",
        width=190,
        tone=lambda district: Tone.GOOD if district.chosen else Tone.QUIET,
        sort_key=lambda district: not district.chosen,
    ),
    Column("ONS code", lambda district: district.code, width=130, sort_key=lambda district: district.code),
)


_FINDING: Finding[DistrictRow] = Finding(
    "Find a district",
    "Maidstone",
    lambda district: district.name,
    "No district of that name",
    lambda number: f"{count(number, 'district')} ticked (Space ticks)",
)


class DistrictSection(Section):
    """Every district, the council's own ticked and first."""

    title = "Districts"

    def __init__(self, desk: Desk) -> None:
        self._all: tuple[DistrictRow, ...] = ()
        self._save = button("Save districts", self._keep, weight="primary")
        self.table: RowTable[DistrictRow] = RowTable(
            "Districts", COLUMNS, desk.look, key=lambda district: district.code, tickable=True, dense=True
        )
        self.finder = RowsToFind(self.table, _FINDING)
        super().__init__(desk)
        self.column.addWidget(
            caption(
                "The council’s own area: a search by district offers these. A postcode is found anywhere in the country."
            )
        )
        self.column.addWidget(self.finder, 1)
        self.column.addLayout(row(None, self._save))

    def load(self) -> None:
        self.desk.reads.latest("settings: districts", partial(_districts, self.desk), self._show, self._failed)

    def allow(self, *, may_change: bool) -> None:
        self._save.setEnabled(may_change)

    def _show(self, districts: tuple[DistrictRow, ...]) -> None:
        were_chosen = {district.code for district in self._all if district.chosen}
        are_chosen = {district.code for district in districts if district.chosen}
        self._all = districts
        if were_chosen != are_chosen:
            self.table.tick_only(district for district in districts if district.chosen)
        self.finder.offer(districts)

    def _failed(self, error: Exception) -> None:
        self.table.show_failed(describe(error), self.load)

    def _keep(self) -> None:
        from brokerage.services.areas import choose_districts

        desk = self.desk
        codes = tuple(district.code for district in self.table.ticked)
        if not codes:
            desk.say("No district is ticked: tick at least one, then save.", Tone.WARN)
            return
        change = partial(choose_districts, desk.database, desk.actor, codes, desk.now())
        desk.writes.run(change, self._kept, while_running=self._save)

    def _kept(self, postcodes: int) -> None:
        self.load()
        self.desk.say(f"The districts are saved, with their {count(postcodes, 'postcode')}.")


def _districts(desk: Desk) -> tuple[DistrictRow, ...]:
    """All districts, the council's own first, each part by name."""
    from brokerage.services.areas import chosen_districts, known_districts

    chosen = {district.code for district in chosen_districts(desk.database)}
    every = (DistrictRow(district.code, district.name, district.code in chosen) for district in known_districts())
    return tuple(sorted(every, key=lambda district: (not district.chosen, district.name)))
