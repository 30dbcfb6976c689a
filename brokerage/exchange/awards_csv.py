"""Open data → a CSV of awards: a row for each admission to a lot, with the contract it belongs to."""

import csv
import io

from brokerage.domain.ocds import OpenAdmission, OpenContract, OpenPackage, OpenScheme
from brokerage.exchange.ocds_json import publisher_name

HEADINGS = (
    "publisher", "scheme", "scheme_title", "lot", "lot_title", "contract", "provider", "company_number", "charity_number",
    "service", "sealed_on", "first_day", "last_day", "contract_value",
)  # fmt: skip
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_awards(package: OpenPackage) -> bytes:
    """Return the rows under their headings in UTF-8, by scheme, then provider. Days as 2026-12-07, money in pounds and pence."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(HEADINGS)
    for scheme in package.schemes:
        for contract in scheme.contracts:
            for admission in contract.admissions:
                writer.writerow([_harmless(cell) for cell in _cells(package, scheme, contract, admission)])
    return written.getvalue().encode("utf-8")


def _cells(
    package: OpenPackage, scheme: OpenScheme, contract: OpenContract, admission: OpenAdmission
) -> tuple[str, ...]:
    return (
        publisher_name(package),
        scheme.reference,
        scheme.title,
        admission.lot.number,
        admission.lot.title,
        contract.number,
        contract.supplier.name,
        contract.supplier.company_number or "",
        contract.supplier.charity_number or "",
        admission.service,
        contract.sealed_on.isoformat() if contract.sealed_on else "",
        admission.first_day.isoformat(),
        admission.last_day.isoformat() if admission.last_day else "",
        "" if contract.value is None else f"{contract.value:.2f}",
    )


def _harmless(cell: str) -> str:
    """The text so that no spreadsheet runs it: an apostrophe goes before what would begin a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS_A_FORMULA) else cell
