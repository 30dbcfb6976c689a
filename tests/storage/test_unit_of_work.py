from sqlalchemy import func, select

from brokerage.storage.engine import open_database
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.unit_of_work import unit_of_work
from tests.builders import NOW, open_council


def test_a_trial_run_keeps_nothing_of_its_transaction(database_url: str) -> None:
    desk = open_council(open_database(database_url))
    with unit_of_work(desk.database, desk.commissioner, NOW) as work:
        work.record("score", "applications", "AP-2026-0001")
        work.session.flush()
        work.undo()
    with desk.session() as session:
        assert session.scalar(select(func.count(AuditEntryRow.id))) == 0
    desk.database.close()
