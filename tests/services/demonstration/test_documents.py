from collections import Counter

import pypdfium2
from sqlalchemy import select

from brokerage.domain.document_file import DocumentFormat
from brokerage.domain.documents_asked import AskedStanding
from brokerage.domain.provider_document import DocumentKind, DocumentStanding
from brokerage.domain.renewal import LapseKind, reminder_reached
from brokerage.exchange.guarded_document import judge_document
from brokerage.services.demonstration.document_paper import plain_paper
from brokerage.services.find_applications import list_applications
from brokerage.services.lapsing import list_lapsing
from brokerage.services.provider_documents import (
    DocumentsWanted,
    find_asked_documents,
    list_documents,
    read_document,
)
from brokerage.storage.engine import Database
from brokerage.storage.tables.provider_documents import ProviderDocumentRow
from brokerage.storage.tables.providers import ServiceRow
from tests.demonstrations import DEMONSTRATION_DAY as TODAY


def test_every_insurance_ends_on_the_day_its_service_is_insured_to(demonstration: Database) -> None:
    with demonstration.reading() as connection:
        rows = connection.execute(
            select(ProviderDocumentRow.last_day, ServiceRow.insurance_last_day)
            .join(ServiceRow, ServiceRow.id == ProviderDocumentRow.service_id)
            .where(ProviderDocumentRow.kind == DocumentKind.INSURANCE)
        ).all()
    assert len(rows) > 300
    assert all(document == service for document, service in rows)


def test_insurances_have_lapsed_and_every_reminder_can_be_met(demonstration: Database) -> None:
    lapses = list_lapsing(demonstration, TODAY)
    for kind in (LapseKind.INSURANCE, LapseKind.DOCUMENT):
        of_kind = [lapse.last_day for lapse in lapses if lapse.kind is kind and lapse.last_day is not None]
        reached = Counter(reminder_reached(last_day, TODAY) for last_day in of_kind)
        assert set(reached) == {None, 7, 30, 60}
    assert sum(lapse.kind is LapseKind.INSURANCE and lapse.has_lapsed(TODAY) for lapse in lapses) >= 2


def test_documents_of_every_kind_and_standing_are_there_and_labelled(demonstration: Database) -> None:
    found = list_documents(demonstration, DocumentsWanted(with_former=True), limit=1_000)
    assert all(document.title.endswith("(demo)") for document in found)
    assert {document.kind for document in found} == set(DocumentKind) - {DocumentKind.OTHER}
    assert {document.standing(TODAY) for document in found} == set(DocumentStanding) - {DocumentStanding.REMOVED}


def test_the_sealed_contract_has_its_signed_copy(demonstration: Database) -> None:
    (signed,) = list_documents(demonstration, DocumentsWanted(kind=DocumentKind.SIGNED_CONTRACT))
    _, content = read_document(demonstration, signed.document_id)
    page = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded()
    assert page.startswith(f"Signed contract (demo)\r\n{signed.contract}")


def test_of_what_the_lots_ask_for_some_is_here_some_lapsed_and_some_missing(demonstration: Database) -> None:
    references = [row.facts.reference for row in list_applications(demonstration, TODAY).rows]
    found = [each for one in references for each in find_asked_documents(demonstration, one, TODAY)]
    assert {each.standing for each in found} == set(AskedStanding)


def test_a_plain_paper_is_a_sound_pdf_whatever_its_words() -> None:
    paper = plain_paper(("Caf\u00e9 (demo) \\ 7", "Łódź"))
    assert judge_document("a.pdf", paper).format is DocumentFormat.PDF
    page = pypdfium2.PdfDocument(paper)[0].get_textpage().get_text_bounded()
    assert page == "Caf\u00e9 (demo) \\ 7\r\n?\u00f3d?"
