"""Draws up the receipt of an application, and prints it as it was issued."""

from datetime import date
from pathlib import Path

from brokerage.domain.answer_clock import working_days_left
from brokerage.domain.application_letter import LetterKind
from brokerage.domain.errors import RuleBroken
from brokerage.domain.receipt_terms import ReceiptTerms
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.services.whole_file import write_whole_file
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import ApplicationAtHand, application_now
from brokerage.storage.queries.for_agreement import council_logo
from brokerage.storage.queries.letters import last_letter
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.receipt_facts import receipt_facts
from brokerage.storage.queries.scheme_at_hand import scheme_of_id

CURRENT_WORDING = "1"
"""The wording new receipts are sent in; those in `resources/wording` before it stay for the receipts that were."""


def draw_up_receipt(reader: Reader, application: ApplicationAtHand, today: date, acknowledged_by: str) -> ReceiptTerms:
    """Return what the receipt says of the application as it stands. Raises: RuleBroken when the council has no name yet."""
    scheme = scheme_of_id(reader, application.scheme_id)
    facts = receipt_facts(reader, application)
    holidays = load_bank_holidays().days
    return ReceiptTerms(
        wording=CURRENT_WORDING,
        is_demonstration=facts.is_demonstration,
        reference=application.reference,
        council=facts.council,
        provider=facts.provider,
        scheme_reference=scheme.reference,
        scheme_title=scheme.title,
        scheme_kind=scheme.kind,
        law=scheme.law,
        round=facts.round,
        asked=facts.asked,
        received_on=application.received_on,
        acknowledged_on=today,
        working_days=working_days_left(application.clock, application.received_on, holidays),
        due_on=application.due_on,
        extension_reason=application.extension_reason,
        acknowledged_by=acknowledged_by,
    )


def receipt_terms_of(database: Database, reference: str) -> ReceiptTerms:
    """Return the receipt as it was issued. Raises: RuleBroken for an unknown reference, or before it was acknowledged."""
    with database.reading() as reader:
        application_now(reader, reference)
        said = last_letter(reader, reference, LetterKind.RECEIPT)
    if said is None:
        raise RuleBroken(f"{reference} was not acknowledged yet, so it has no receipt: acknowledge it first.")
    return ReceiptTerms.from_plain(said)


def receipt_pdf(database: Database, reference: str) -> bytes:
    """Return the receipt as a PDF under the council's logo. Raises: as `receipt_terms_of`."""
    from brokerage.documents.receipt import render_receipt

    terms = receipt_terms_of(database, reference)
    with database.reading() as reader:
        logo = council_logo(reader)
    return render_receipt(terms, logo)


def write_receipt(database: Database, reference: str, path: Path) -> Path:
    """Return the path of the PDF written. Raises: as `receipt_terms_of`; Unavailable when the file cannot be written."""
    write_whole_file(path, receipt_pdf(database, reference))
    return path
