"""Documents of the demonstration's providers: an insurance for every service, policies that lapse, what applications came with.

Each insurance ends on the day its service is insured to. All papers are made up and say so.
"""

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from brokerage.domain.document_file import DocumentFormat
from brokerage.domain.period import format_day
from brokerage.domain.provider_document import DocumentKind
from brokerage.domain.staff import Actor
from brokerage.exchange.guarded_document import judge_document
from brokerage.services.award import contracts_of_application
from brokerage.services.demonstration.application_papers import commissioner
from brokerage.services.demonstration.applications import ApplicationMade
from brokerage.services.demonstration.council import Staff
from brokerage.services.demonstration.document_paper import plain_paper
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.made import MadeService, Trouble
from brokerage.services.demonstration.words import labelled
from brokerage.services.document_typed import DocumentSaid, read_document_said
from brokerage.services.provider_documents import keep_received
from brokerage.storage.engine import Database

_YEAR = timedelta(days=364)
_MADE_UP = "Made up for a demonstration: no insurer, regulator or provider ever wrote this."
_INSURED_FOR = (5, 7, 26, 30)
"""Days left of services that cannot be called off for another reason, so that no search comes out otherwise by them."""

_CLOSED_ANYHOW = (Trouble.NO_RATE, Trouble.RATE_ENDED)
_POLICIES = ("Safeguarding policy", "Fire safety policy", "Complaints policy")
_POLICY_DAYS = (-12, 3, 7, 21, 30, 44, 60, 75, 120, 180, 240, 300, 330, 360)
"""Days left of the policies, one a provider, so that every reminder is met."""

_REGISTERED_HOMES = 12


class DocumentMaker:
    """Adds the documents of providers and what applications came with."""

    def __init__(self, ledger: Ledger, staff: Staff, services: Sequence[MadeService]) -> None:
        self._ledger, self._services = ledger, services
        self._added_by = staff.by_login["commissioner"]

    def add_all(self) -> None:
        """Adds them all; the insurance of four services comes to end sooner."""
        self._let_some_end_soon()
        self._add_for_applications()
        brought = {row["service_id"] for row in self._ledger.tables["provider_documents"]}
        for service in self._services:
            if service.admissions and service.id not in brought:
                self._add_insurance(service)
        self._add_policies()
        self._add_registrations()

    def _let_some_end_soon(self) -> None:
        closed = [service for service in self._services if service.trouble in _CLOSED_ANYHOW and service.admissions]
        for service, days in zip(closed, _INSURED_FOR, strict=False):
            service.insurance_last_day = self._ledger.day(days)
            self._ledger.row("services", service.id)["insurance_last_day"] = service.insurance_last_day

    def _add_for_applications(self) -> None:
        """Of four applications one comes with nothing, one without its policy, one with a policy that lapsed."""
        by_id = {service.id: service for service in self._services}
        asking = {row["application_id"]: row["service_id"] for row in self._ledger.tables["application_lots"]}
        for number, application in enumerate(self._ledger.tables["applications"]):
            service = by_id[int(str(asking[application["id"]]))]
            came_on, application_id = application["received_on"], int(str(application["id"]))
            if number % 4 == 3 or not isinstance(came_on, date):
                continue
            self._add_insurance(service, application_id, came_on)
            if number % 4 > 0:
                last_day = self._ledger.day(-8 if number % 4 == 2 else 200)
                self._add_policy(service, _POLICIES[0], last_day, application_id, came_on)

    def _add_insurance(
        self, service: MadeService, application_id: int | None = None, came_on: date | None = None
    ) -> None:
        self._add(
            service,
            DocumentKind.INSURANCE,
            "Public liability insurance",
            service.insurance_last_day,
            application_id=application_id,
            came_on=came_on,
        )

    def _add_policy(
        self,
        service: MadeService,
        title: str,
        last_day: date,
        application_id: int | None = None,
        came_on: date | None = None,
    ) -> None:
        self._add(
            service,
            DocumentKind.POLICY,
            title,
            last_day,
            of_all=True,
            application_id=application_id,
            came_on=came_on,
        )

    def _add_policies(self) -> None:
        """One provider after the other, each with one policy; the first has last year's edition too."""
        firsts = {service.provider_id: service for service in reversed(self._services) if service.admissions}
        with_services = [firsts[provider_id] for provider_id in sorted(firsts)]
        for number, (service, days) in enumerate(zip(with_services, _POLICY_DAYS, strict=False)):
            self._add_policy(service, _POLICIES[number % len(_POLICIES)], self._ledger.day(days))
        self._add_policy(with_services[len(_POLICY_DAYS) - 1], _POLICIES[1], self._ledger.day(-5))

    def _add_registrations(self) -> None:
        homes = [service for service in self._services if service.lots[0].key.startswith("res") and service.admissions]
        for service in homes[:_REGISTERED_HOMES]:
            self._add(service, DocumentKind.REGISTRATION, "Certificate of registration", None)

    def _add(
        self,
        service: MadeService,
        kind: DocumentKind,
        title: str,
        last_day: date | None,
        *,
        of_all: bool = False,
        application_id: int | None = None,
        came_on: date | None = None,
    ) -> None:
        first_day = None if last_day is None else last_day - _YEAR
        received_on = came_on or min(first_day or self._ledger.day(-300), self._ledger.day(-3))
        content = plain_paper(_lines(service, title, last_day))
        document_id = self._ledger.add(
            "provider_documents",
            provider_id=service.provider_id,
            service_id=None if of_all else service.id,
            application_id=application_id,
            contract_id=None,
            kind=kind,
            title=labelled(title),
            file_name=f"{title} {service.id}.pdf",
            media_type=DocumentFormat.PDF.value,
            sha256=hashlib.sha256(content).hexdigest(),
            byte_count=len(content),
            first_day=first_day,
            last_day=last_day,
            received_on=received_on,
            added_by_id=self._added_by,
            added_at=self._ledger.stamp(received_on, 640),
            removed_by_id=None,
            removed_at=None,
            removal_reason="",
        )
        self._ledger.link("provider_document_contents", document_id=document_id, content=content)


def keep_signed_copies(database: Database, applications: Sequence[ApplicationMade]) -> None:
    """Keeps the signed copy of each contract that was sealed, on the day it was."""
    with database.reading() as reader:
        actor = commissioner(reader, independent=not database.is_embedded)
    for made in applications:
        if made.sealed_on is not None:
            _keep_signed_copies(database, actor, made.reference, made.sealed_on)


def _keep_signed_copies(database: Database, actor: Actor, reference: str, day: date) -> None:
    for contract in contracts_of_application(database, reference):
        number = contract.terms.number
        title = labelled("Signed contract")
        form = read_document_said(
            database, DocumentSaid(DocumentKind.SIGNED_CONTRACT, day, contract=number, title=title)
        )
        paper = plain_paper((title, number, f"Sealed on {format_day(day)}.", _MADE_UP))
        at = datetime.combine(day, time(11), UTC)
        keep_received(database, actor, form, judge_document("Signed contract.pdf", paper), at)


def _lines(service: MadeService, title: str, last_day: date | None) -> tuple[str, ...]:
    days = "Until it is withdrawn." if last_day is None else f"In force to {format_day(last_day)}."
    return labelled(title), service.provider, service.name, days, _MADE_UP
