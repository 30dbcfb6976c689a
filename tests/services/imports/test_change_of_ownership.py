"""A council's workbook that names another provider for a service moves the service, and says so."""

from collections.abc import Callable
from datetime import date

from brokerage.domain.import_report import ImportOutcome, ImportReport, NounCount
from brokerage.services.move_service import find_owner, move_service
from brokerage.storage.tables.contracts import ServiceTransferRow
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import NOW, TODAY, Desk
from tests.services.imports.council_rows import columns, count_rows, everything_in

PROVIDERS = [("Provider reference", "Provider name"), ("P2", "Barley Care Ltd (demo)")]


def services(provider: str) -> list[tuple[str, ...]]:
    """The sheet that gives the service of the small workbook to this provider."""
    return [("Service reference", "Provider reference", "Service name"), ("S1", provider, "Orchard Row (demo)")]


def the_service(desk: Desk) -> int:
    ((service_id,),) = columns(desk, ServiceRow.id)
    assert isinstance(service_id, int)
    return service_id


def test_a_workbook_that_names_another_provider_moves_the_service_on_the_day_of_the_import(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    take_in()
    assert count_rows(council, ServiceTransferRow) == 0
    report = take_in(Providers=PROVIDERS, Services=services("P2"))
    assert (report.outcome, report.faults) == (ImportOutcome.APPLIED, ())
    assert report.count_of("changes of ownership") == NounCount("changes of ownership", new=1)
    (remark,) = report.remarks
    assert (remark.sheet, remark.line, remark.column, remark.value) == ("Services", 2, "Provider reference", "P2")
    assert remark.how_to_mend == (
        "Orchard Row (demo) moves from Smith & Sons <Care> Ltd (demo) to Barley Care Ltd (demo) on 2 Nov 2026; its history is kept."
    )
    owned = find_owner(council.database, the_service(council))
    (move,) = owned.moves
    assert owned.provider == move.to_provider == "Barley Care Ltd (demo)"
    assert (move.from_provider, move.first_day, move.reason) == ("Smith & Sons <Care> Ltd (demo)", TODAY, "import")
    assert move.done_by == council.commissioner.full_name
    ((text,),) = columns(council, ServiceRow.search_text)
    assert "barley care" in str(text)


def test_the_same_workbook_again_moves_nothing(council: Desk, take_in: Callable[..., ImportReport]) -> None:
    take_in()
    take_in(Providers=PROVIDERS, Services=services("P2"))
    again = take_in(Providers=PROVIDERS, Services=services("P2"))
    assert (again.remarks, count_rows(council, ServiceTransferRow)) == ((), 1)


def test_a_trial_run_tells_the_move_and_keeps_nothing(council: Desk, take_in: Callable[..., ImportReport]) -> None:
    take_in()
    before = everything_in(council)
    report = take_in(dry_run=True, Providers=PROVIDERS, Services=services("P2"))
    assert "moves from" in report.remarks[0].how_to_mend
    assert everything_in(council) == before


def test_a_move_of_the_same_day_is_a_fault_at_its_cell(council: Desk, take_in: Callable[..., ImportReport]) -> None:
    take_in()
    bought = council.provider("Hop Farm Ltd (demo)")
    move_service(council.database, council.commissioner, the_service(council), bought, TODAY, "Sold", NOW)
    before = everything_in(council)
    report = take_in(Providers=PROVIDERS, Services=services("P2"))
    (fault,) = report.faults
    assert (fault.sheet, fault.column, fault.value) == ("Services", "Provider reference", "P2")
    assert fault.how_to_mend.startswith("It moved on 2 Nov 2026 before")
    assert everything_in(council) == before


def test_a_move_of_an_earlier_day_is_followed_by_the_imports(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    take_in()
    bought = council.provider("Hop Farm Ltd (demo)")
    move_service(council.database, council.commissioner, the_service(council), bought, date(2026, 10, 1), "Sold", NOW)
    assert take_in(Providers=PROVIDERS, Services=services("P2")).applied
    moves = find_owner(council.database, the_service(council)).moves
    assert [(move.to_provider, move.reason) for move in moves] == [
        ("Hop Farm Ltd (demo)", "Sold"),
        ("Barley Care Ltd (demo)", "import"),
    ]
