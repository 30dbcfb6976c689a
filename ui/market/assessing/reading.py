"""What one application is shown from: its facts, its assessment and its contracts, read in one go off the UI thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from brokerage.domain.application_assessment import ApplicationAssessment
from brokerage.domain.application_board import ApplicationDetail
from brokerage.domain.application_written import ApplicationWriting
from brokerage.domain.contract import Contract
from brokerage.domain.documents_asked import AskedDocument
from brokerage.domain.provider_document import DocumentKind, ProviderDocument

if TYPE_CHECKING:
    from brokerage.services.desk import Database


@dataclass(frozen=True, slots=True)
class ApplicationRead:
    """An application whole. Contracts come in the order they were sealed; `documents` are those its lots ask for.

    `writing` is what may be typed in of it; None once it is assessed.
    """

    detail: ApplicationDetail
    assessment: ApplicationAssessment
    contracts: tuple[Contract, ...]
    documents: tuple[AskedDocument, ...]
    signed_copies: tuple[ProviderDocument, ...]
    writing: ApplicationWriting | None

    @property
    def reference(self) -> str:
        """The application's reference."""
        return self.assessment.reference


def read_application(database: "Database", reference: str, today: date) -> ApplicationRead:
    """Return the application as it stands today. Raises: RuleBroken when there is none of this reference."""
    from brokerage.services.assess_application import show_assessment
    from brokerage.services.award import contracts_of_application
    from brokerage.services.find_applications import show_application
    from brokerage.services.provider_documents import DocumentsWanted, find_asked_documents, list_documents
    from brokerage.services.write_application import find_writing

    detail = show_application(database, reference, today)
    signed = DocumentsWanted(provider_id=detail.summary.facts.provider_id, kind=DocumentKind.SIGNED_CONTRACT)
    return ApplicationRead(
        detail,
        show_assessment(database, reference),
        contracts_of_application(database, reference),
        find_asked_documents(database, reference, today),
        list_documents(database, signed),
        find_writing(database, reference),
    )
