"""Records applications from the workbooks that providers filled in: one file or many, each all or nothing.

A file that was read before is answered as the first time. While nothing is decided, a mended workbook of the same provider, for the
same services and lots, replaces the answers and offered prices of its application.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_answers import OfferedPrice
from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.domain.application_rows import ApplicationBook, PriceWritten
from brokerage.domain.blank_application import BlankApplication
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.row_fault import Line, RowFault
from brokerage.domain.said_back import file_said_back, said_back
from brokerage.domain.staff import Actor
from brokerage.exchange.application_workbook import (
    OpenedWorkbook,
    open_application_workbook,
    read_application_workbook,
)
from brokerage.services.application_standing import standing_of
from brokerage.services.application_written import as_kept, write_down
from brokerage.services.receive_application import notes_on, receive
from brokerage.services.run_round import refuse_who_runs_no_scheme
from brokerage.services.typed_parts import provider_of
from brokerage.services.workbook_applicant import Applicant, find_or_add_applicant
from brokerage.services.workbook_taken import TakenAs, WorkbookTaken, counts_of, refused, remarks_on, taken_in
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import ApplicationAtHand, application_for_update, application_now
from brokerage.storage.queries.application_workbooks import SUBJECT, application_of_workbook, undecided_applications
from brokerage.storage.queries.applications import asked_for
from brokerage.storage.queries.blank_application import blank_application
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand, scheme_for_update, scheme_now
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.applications import mend_application
from brokerage.storage.writes.imports import doubles_refused, wait_for_other_imports

CHANGED = frozenset({Kind.SCHEMES, Kind.PROVIDERS})


@dataclass(frozen=True, slots=True)
class WorkbooksToTake:
    """The files, and what is said beside them.

    `scheme` refuses a workbook of another one; `provider` is who a single file is from, by name or reference; `as_new` says that
    whoever has a name near to a known one is another.
    """

    paths: tuple[Path, ...]
    received_on: date
    scheme: str = ""
    provider: str = ""
    as_new: bool = False


def take_in_workbooks(
    database: Database,
    actor: Actor,
    asked: WorkbooksToTake,
    today: date,
    now: datetime,
    *,
    dry_run: bool = False,
    watch: ImportWatch = UNWATCHED,
) -> Done[tuple[WorkbookTaken, ...]]:
    """Return what became of each file, in their order; one that is refused leaves the others be.

    Raises: RuleBroken for a job that may not; BadInput for a day to come, or a provider said of several files; ImportStopped.
    """
    refuse_who_runs_no_scheme(actor)
    if asked.provider and len(asked.paths) > 1:
        raise BadInput("One provider is named for several files: take the files in one by one.", "provider")
    named = provider_of(database, asked.provider).provider_id if asked.provider else None
    taking = _Taking(database, actor, asked, named, today, now, dry_run, watch)
    taken = tuple(taking.take(path) for path in asked.paths)
    changed = any(one.taken_as in (TakenAs.RECORDED, TakenAs.MENDED) for one in taken) and not dry_run
    return Done(taken, CHANGED if changed else frozenset())


@dataclass(frozen=True, slots=True)
class _Taking:
    """Files being taken in."""

    database: Database
    actor: Actor
    asked: WorkbooksToTake
    named: int | None
    today: date
    now: datetime
    dry_run: bool
    watch: ImportWatch

    def take(self, path: Path) -> WorkbookTaken:
        """Return what became of one file."""
        try:
            opened = open_application_workbook(path, self.watch)
            blank = self._blank(opened)
            return self._save(read_application_workbook(opened, blank, self.watch), blank)
        except (BadInput, RuleBroken, Conflict) as wrong:
            name = file_said_back(path.name)
            return refused(name, [Line(name, "", 1).fault("", "", wrong.sentence)])

    def _blank(self, opened: OpenedWorkbook) -> BlankApplication:
        wanted = self.asked.scheme.strip()
        if wanted and wanted.lower() != opened.scheme.lower():
            raise BadInput(
                f"This workbook is for {said_back(opened.scheme)}, not for {said_back(wanted)}: choose another file.",
                "scheme",
            )
        with self.database.reading() as reader:
            try:
                scheme = scheme_now(reader, opened.scheme)
            except BadInput as unknown:
                raise BadInput(
                    f"This workbook is for “{said_back(opened.scheme)}”, which is no scheme of the council: it was made elsewhere, "
                    "or its first rows were changed.",
                    "scheme",
                ) from unknown
            return blank_application(reader, scheme)

    def _save(self, book: ApplicationBook, blank: BlankApplication) -> WorkbookTaken:
        faults = list(book.faults)
        with unit_of_work(self.database, self.actor, self.now) as work:
            wait_for_other_imports(work.session)
            scheme = scheme_for_update(work.session, book.scheme)
            before = application_of_workbook(work.session, book.digest)
            if before is not None:
                return self._as_before(work, scheme, book, before)
            if blank_application(work.session, scheme) != blank:
                raise Conflict("What the scheme asks was changed while the file was read: take it in again.")
            with doubles_refused():
                named, as_new = self.named, self.asked.as_new
                applicant = find_or_add_applicant(
                    work, book, self.asked.received_on, faults, named=named, as_new=as_new
                )
                taken = None if applicant is None else self._record(work, scheme, book, blank, applicant, faults)
            if faults or taken is None or self.dry_run:
                work.undo()
        return refused(book.file, faults, book.remarks) if faults or taken is None else taken

    def _record(
        self,
        work: UnitOfWork,
        scheme: SchemeAtHand,
        book: ApplicationBook,
        blank: BlankApplication,
        applicant: Applicant,
        faults: list[RowFault],
    ) -> WorkbookTaken:
        asked = _asked(book, blank, applicant)
        application = self._undecided(work, scheme, applicant, asked)
        is_new = application is None
        if application is None:
            request = f"workbook-{book.digest}"
            form = ApplicationForm(request, scheme.reference, applicant.provider_id, asked, self.asked.received_on)
            application = receive(work, form, scheme, self.today)
        application_id = application.application_id
        lots = {
            ServiceInLot(one.service_id, one.lot_id): one.application_lot_id
            for one in asked_for(work.session, application_id)
        }
        prices = [_offered(one, blank, applicant, lots, faults) for one in book.prices]
        answers = {given.question_id: given.answer for given in book.answers}
        written = write_down(work, application_id, answers, [price for price in prices if price is not None])
        is_mended = not is_new and (written.is_change or applicant.changed > 0)
        if is_mended:
            figures = {**written.figures, "timetables": str(applicant.changed)}
            application = mend_application(work, application, figures)
        work.record("read", SUBJECT, book.digest, {"application": application.reference})
        notes = (*notes_on(work, application, scheme), *_notes_on_mending(application, is_mended=is_mended))
        return taken_in(
            book,
            TakenAs.RECORDED if is_new else TakenAs.MENDED if is_mended else TakenAs.AS_BEFORE,
            standing_of(application, self.today, notes),
            counts_of(applicant, written),
            (*applicant.remarks, *remarks_on(book, [(one.service.casefold(), one.lot) for one in book.prices])),
            dry_run=self.dry_run,
        )

    def _undecided(
        self, work: UnitOfWork, scheme: SchemeAtHand, applicant: Applicant, asked: Sequence[ServiceInLot]
    ) -> ApplicationAtHand | None:
        """The application this workbook mends, locked; None where it is a new one. Raises: RuleBroken where it can be neither."""
        for reference, theirs in undecided_applications(work.session, applicant.provider_id, scheme.scheme_id).items():
            if theirs.isdisjoint(asked):
                continue
            application = application_for_update(work.session, reference)
            if theirs != set(asked):
                raise RuleBroken(
                    f"{reference} of this provider asks for other services and lots than this workbook: give the workbook the "
                    "same, or withdraw that application first.",
                    {"application": reference},
                )
            if any(one.outcome is not LotOutcome.ASKED for one in asked_for(work.session, application.application_id)):
                raise RuleBroken(
                    f"A lot of {reference} is decided already: what was written for it is mended no more.",
                    {"application": reference},
                )
            return application
        return None

    def _as_before(
        self, work: UnitOfWork, scheme: SchemeAtHand, book: ApplicationBook, reference: str
    ) -> WorkbookTaken:
        application = application_now(work.session, reference)
        standing = standing_of(application, self.today, notes_on(work, application, scheme))
        return taken_in(book, TakenAs.AS_BEFORE, standing, dry_run=self.dry_run)


def _asked(book: ApplicationBook, blank: BlankApplication, applicant: Applicant) -> tuple[ServiceInLot, ...]:
    return tuple(
        ServiceInLot(applicant.services[asked.entry.name.casefold()], blank.lot(number).lot_id)
        for asked in book.services
        for number in asked.lots
    )


def _offered(
    price: PriceWritten,
    blank: BlankApplication,
    applicant: Applicant,
    lots: dict[ServiceInLot, int],
    faults: list[RowFault],
) -> OfferedPrice | None:
    """The price as it is kept, or None with a fault where it is for an activity that nobody told of."""
    service_id = applicant.services[price.service.casefold()]
    activity_id = applicant.activities.get((service_id, price.activity.lower()))
    if price.activity and activity_id is None:
        mend = "The service has no activity of this name: add its sessions to the sheet Timetable, or correct it here."
        faults.append(price.line.fault("Activity name", price.activity, mend))
        return None
    return as_kept(price, lots[ServiceInLot(service_id, blank.lot(price.lot).lot_id)], activity_id)


def _notes_on_mending(application: ApplicationAtHand, *, is_mended: bool) -> tuple[str, ...]:
    if not is_mended:
        return ()
    told = f"{application.reference} was mended: its answers and offered prices are those of this workbook."
    if application.state is not ApplicationState.IN_ASSESSMENT:
        return (told,)
    return (told, "Scores were given before: look at them again.")
