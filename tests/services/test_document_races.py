"""Several people at once keep the same paper, on both databases: real threads, real connections."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from brokerage.services.provider_documents import add_document, remove_document
from brokerage.storage.tables.provider_documents import DocumentContentRow, ProviderDocumentRow
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import NOW, TODAY, Desk
from tests.services.call_off_builders import rows_of
from tests.services.document_builders import LAST_DAY, certificate, form, keep
from tests.services.test_call_off_races import at_once, refusals


def test_of_six_presses_at_once_one_keeps_the_file_and_all_get_its_answer(desk: Desk, tmp_path: Path) -> None:
    asked, path = form(desk.provider()), certificate(tmp_path)
    pressing = [lambda: add_document(desk.database, desk.commissioner, asked, path, NOW).result.document] * 6
    answers = at_once(pressing)
    assert refusals(answers) == []
    assert len(set(answers)) == 1
    assert (rows_of(desk, ProviderDocumentRow), rows_of(desk, DocumentContentRow)) == (1, 1)


def test_of_insurances_that_come_at_once_the_latest_day_counts(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider()
    service = desk.service(provider, insurance_last_day=TODAY)

    def adding(days: int) -> Callable[[], object]:
        asked = form(provider, last_day=LAST_DAY + timedelta(days=days))
        path = certificate(tmp_path, f"{days}.pdf", str(days).encode())
        return lambda: add_document(desk.database, desk.commissioner, asked, path, NOW)

    assert refusals(at_once([adding(days) for days in range(6)])) == []
    with desk.session() as session:
        assert session.get_one(ServiceRow, service).insurance_last_day == LAST_DAY + timedelta(days=5)


def test_of_six_removals_at_once_one_reason_stays(desk: Desk, tmp_path: Path) -> None:
    document = keep(desk, tmp_path, desk.provider()).document
    removing = [
        lambda reason=f"Reason {number}": remove_document(
            desk.database, desk.commissioner, document.document_id, reason, NOW
        )
        for number in range(6)
    ]
    told = refusals(at_once(removing))
    assert len(told) == 5
    assert all("with another reason: that one stays" in refused.sentence for refused in told)
