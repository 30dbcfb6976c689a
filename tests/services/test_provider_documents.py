"""Documents kept in the database: whole, guarded, once; a removal keeps its reason and nothing else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from brokerage.domain.documents_asked import AskedStanding
from brokerage.domain.errors import BadInput, RuleBroken, Unavailable
from brokerage.domain.provider_document import DocumentKind, DocumentStanding
from brokerage.services.lapsing import list_lapsing
from brokerage.services.provider_documents import (
    DocumentsWanted,
    add_document,
    find_asked_documents,
    list_documents,
    read_document,
    remove_document,
    save_document,
)
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.contracts import ContractRow
from brokerage.storage.tables.provider_documents import DocumentContentRow, ProviderDocumentRow
from brokerage.storage.tables.providers import ServiceRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import applicant, received
from tests.services.document_builders import INSURED, LAST_DAY, YESTERDAY, certificate, form, insured_to, keep


def kept(desk: Desk) -> int:
    with desk.session() as session:
        return session.scalars(select(func.count(ProviderDocumentRow.id))).one()


def contract(desk: Desk, provider_id: int) -> int:
    with desk.session() as session:
        row = ContractRow(
            number="CN-7", scheme_id=desk.scheme(), provider_id=provider_id, first_day=TODAY, sealed_on=TODAY
        )
        session.add(row)
        session.flush()
        return row.id


def test_a_document_is_kept_whole_with_who_added_it_and_read_back_as_it_came(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider(council_reference="PR-0007")
    path = certificate(tmp_path, "Fire policy 2026.pdf")
    asked = form(provider, DocumentKind.POLICY, title="Fire policy", last_day=LAST_DAY)
    document = add_document(desk.database, desk.commissioner, asked, path, NOW).result.document
    assert (document.provider_key, document.file_name, document.media_type) == (
        "PR-0007",
        "Fire policy 2026.pdf",
        "application/pdf",
    )
    assert (document.added_by, document.days_left(TODAY)) == (desk.commissioner.full_name, (LAST_DAY - TODAY).days)
    shown, content = read_document(desk.database, document.document_id)
    assert (shown, content) == (document, path.read_bytes())
    written = save_document(desk.database, document.document_id, tmp_path / "copy.pdf")
    assert written.read_bytes() == content
    (tmp_path / "folder").mkdir()
    assert save_document(desk.database, document.document_id, tmp_path / "folder").name == "PR-0007 policy 1.pdf"


def test_the_same_file_twice_is_answered_as_the_first_time(desk: Desk, tmp_path: Path) -> None:
    asked, path = form(desk.provider(), last_day=LAST_DAY), certificate(tmp_path)
    first = add_document(desk.database, desk.commissioner, asked, path, NOW)
    second = add_document(desk.database, desk.commissioner, asked, path, NOW)
    assert second.result.document == first.result.document
    assert (second.changed, kept(desk)) == (frozenset(), 1)


def test_the_same_file_with_other_days_is_refused_and_for_another_service_it_is_another_document(
    desk: Desk, tmp_path: Path
) -> None:
    provider, path = desk.provider(), certificate(tmp_path)
    add_document(desk.database, desk.commissioner, form(provider), path, NOW)
    with pytest.raises(RuleBroken, match="kept already as document 1, with other days"):
        add_document(desk.database, desk.commissioner, form(provider, last_day=INSURED), path, NOW)
    other = form(provider, service_id=desk.service(provider))
    assert add_document(desk.database, desk.commissioner, other, path, NOW).result.document.document_id == 2


def test_a_dry_run_keeps_nothing_and_says_what_would_happen(desk: Desk, tmp_path: Path) -> None:
    service = desk.service(desk.provider(), name="Orchard Yard (demo)", insurance_last_day=YESTERDAY)
    with desk.session() as session:
        provider = session.get_one(ServiceRow, service).provider_id
    done = add_document(desk.database, desk.commissioner, form(provider), certificate(tmp_path), NOW, dry_run=True)
    assert done.result.notes == ("Orchard Yard (demo): insured to 31 Mar 2027; no call-off may start after that day.",)
    assert (kept(desk), insured_to(desk, service), done.changed) == (0, YESTERDAY, frozenset())


def test_a_removal_needs_its_reason_and_lets_the_bytes_go(desk: Desk, tmp_path: Path) -> None:
    document = keep(desk, tmp_path, desk.provider()).document
    with pytest.raises(BadInput, match="Say why"):
        remove_document(desk.database, desk.commissioner, document.document_id, " ", NOW)
    for _ in range(2):
        removed = remove_document(desk.database, desk.commissioner, document.document_id, "Sent by mistake", NOW)
        assert removed.result.document.standing(TODAY) is DocumentStanding.REMOVED
    with pytest.raises(RuleBroken, match="was removed on 2 Nov 2026 already"):
        remove_document(desk.database, desk.commissioner, document.document_id, "Something else", NOW)
    with pytest.raises(RuleBroken, match="its content is gone"):
        read_document(desk.database, document.document_id)
    with desk.session() as session:
        assert session.scalars(select(func.count(DocumentContentRow.document_id))).one() == 0


def test_a_removal_tried_out_removes_nothing(desk: Desk, tmp_path: Path) -> None:
    document = keep(desk, tmp_path, desk.provider()).document
    remove_document(desk.database, desk.commissioner, document.document_id, "Sent by mistake", NOW, dry_run=True)
    assert read_document(desk.database, document.document_id)[0] == document


def test_a_signed_copy_is_kept_with_its_contract_and_nothing_else_is(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider()
    number = contract(desk, provider)
    signed = keep(desk, tmp_path, provider, DocumentKind.SIGNED_CONTRACT, contract_id=number).document
    assert signed.contract == "CN-7"
    assert list_documents(desk.database, DocumentsWanted(contract="cn-7")) == (signed,)
    for kind, of_contract in ((DocumentKind.SIGNED_CONTRACT, None), (DocumentKind.POLICY, number)):
        with pytest.raises(BadInput, match="A signed copy belongs to its contract") as refused:
            keep(desk, tmp_path, provider, kind, contract_id=of_contract)
        assert refused.value.field == "contract"


def test_what_belongs_to_another_provider_is_refused_at_its_field(desk: Desk, tmp_path: Path) -> None:
    provider, known = desk.provider(), received(desk)
    others: dict[str, dict[str, Any]] = {
        "service": {"service_id": desk.service()},
        "application": {"application_id": known.application_id},
        "contract": {"contract_id": contract(desk, desk.provider()), "kind": DocumentKind.SIGNED_CONTRACT},
    }
    for field, said in others.items():
        with pytest.raises(BadInput, match="another provider’s") as refused:
            keep(desk, tmp_path, provider, **{"kind": DocumentKind.POLICY, **said})
        assert refused.value.field == field
    assert kept(desk) == 0


def test_who_is_no_commissioner_keeps_and_removes_nothing(desk: Desk, tmp_path: Path) -> None:
    document = keep(desk, tmp_path, desk.provider()).document
    with pytest.raises(RuleBroken, match="Only the commissioner may keep documents"):
        add_document(desk.database, desk.broker, form(desk.provider()), certificate(tmp_path), NOW)
    with pytest.raises(RuleBroken, match="Only the commissioner may keep documents"):
        remove_document(desk.database, desk.broker, document.document_id, "Why not", NOW)


def test_what_lapses_first_stands_first_and_a_newer_one_takes_its_place(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider()
    for title, days in (("Fire", 40), ("Safeguarding", -3), ("Complaints", None), ("Data", 7)):
        last_day = None if days is None else TODAY + timedelta(days=days)
        keep(desk, tmp_path, provider, DocumentKind.POLICY, title=title, last_day=last_day)

    def titles(*, with_former: bool = False) -> list[str]:
        wanted = DocumentsWanted(provider, with_former=with_former)
        return [each.title for each in list_documents(desk.database, wanted)]

    assert titles() == ["Safeguarding", "Data", "Fire", "Complaints"]
    keep(desk, tmp_path, provider, DocumentKind.POLICY, title="safeguarding", last_day=LAST_DAY)
    assert titles() == ["Data", "Fire", "safeguarding", "Complaints"]
    assert titles(with_former=True)[-1] == "Safeguarding"


def test_documents_are_found_by_kind_service_application_and_words(desk: Desk, tmp_path: Path) -> None:
    known = received(desk)
    provider, service = known.applicant.provider_id, known.applicant.service_id
    other = desk.service(provider)
    of_all = keep(desk, tmp_path, provider).document
    of_one = keep(desk, tmp_path, provider, DocumentKind.POLICY, title="Fire 100%_safe", service_id=other).document
    came = keep(desk, tmp_path, provider, DocumentKind.OTHER, application_id=known.application_id).document
    wanted = (
        (DocumentsWanted(service_id=service), (of_all, came)),
        (DocumentsWanted(kind=DocumentKind.POLICY), (of_one,)),
        (DocumentsWanted(application=known.reference.lower()), (came,)),
        (DocumentsWanted(text="100%_S"), (of_one,)),
        (DocumentsWanted(text="safe northbourne fire"), (of_one,)),
        (DocumentsWanted(text="fire elsewhere"), ()),
    )
    for asked, found in wanted:
        assert list_documents(desk.database, asked) == found
    assert list_documents(desk.database, DocumentsWanted(text="100__s")) == ()


def test_a_document_of_an_admitted_service_is_listed_with_what_lapses_and_an_insurance_once(
    desk: Desk, tmp_path: Path
) -> None:
    ready = desk.ready_service(insurance_last_day=YESTERDAY)
    soon = TODAY + timedelta(days=30)
    keep(desk, tmp_path, ready.provider_id, last_day=soon)
    keep(desk, tmp_path, ready.provider_id, DocumentKind.POLICY, title="Fire", last_day=soon)
    keep(desk, tmp_path, desk.provider(), DocumentKind.POLICY, title="Of nobody admitted", last_day=soon)
    insurance, policy = sorted(list_lapsing(desk.database, TODAY), key=lambda lapse: lapse.document)
    assert (insurance.service_id, insurance.last_day, insurance.has_gate) == (ready.service_id, soon, True)
    assert (policy.document, policy.service_id, policy.closes_on, policy.days_left(TODAY)) == ("Fire", None, None, 30)
    keep(desk, tmp_path, ready.provider_id, DocumentKind.POLICY, title="Fire", last_day=INSURED)
    assert [lapse.document for lapse in list_lapsing(desk.database, TODAY)] == [""]


def test_what_a_lot_asks_for_is_here_lapsed_or_missing(desk: Desk, tmp_path: Path) -> None:
    known = received(desk, applicant(desk, documents=("insurance", "safeguarding-policy", "registration")))
    provider = known.applicant.provider_id
    keep(desk, tmp_path, provider, DocumentKind.POLICY, title="Fire policy")
    keep(desk, tmp_path, provider, DocumentKind.REGISTRATION, last_day=YESTERDAY)
    keep(desk, tmp_path, provider, application_id=known.application_id)
    found = find_asked_documents(desk.database, known.reference, TODAY)
    assert [(each.asked.words, each.standing) for each in found] == [
        ("insurance", AskedStanding.HERE),
        ("safeguarding policy", AskedStanding.MISSING),
        ("registration", AskedStanding.LAPSED),
    ]
    keep(desk, tmp_path, provider, DocumentKind.POLICY, title="Safeguarding of adults")
    assert find_asked_documents(desk.database, known.reference, TODAY)[1].standing is AskedStanding.HERE


def test_neither_name_nor_words_of_a_document_come_into_the_audit(desk: Desk, tmp_path: Path) -> None:
    provider = desk.provider(council_reference="PR-0007")
    path = certificate(tmp_path, "Robin Secretly.pdf", b"% Robin Secretly")
    asked = form(provider, DocumentKind.OTHER, title="Robin Secretly")
    document = add_document(desk.database, desk.commissioner, asked, path, NOW).result.document
    remove_document(desk.database, desk.commissioner, document.document_id, "About Robin Secretly", NOW)
    with desk.session() as session:
        entries = session.scalars(select(AuditEntryRow).order_by(AuditEntryRow.id)).all()
        said = [(entry.action, entry.subject, entry.detail) for entry in entries]
    detail = {"kind": "other", "provider": "PR-0007"}
    assert said == [("add", "provider_documents", detail), ("remove", "provider_documents", detail)]


def test_a_document_changed_by_hand_is_not_given_out(desk: Desk, tmp_path: Path) -> None:
    document = keep(desk, tmp_path, desk.provider()).document
    with desk.session() as session:
        session.connection().exec_driver_sql(_WITHOUT_RULES[session.get_bind().dialect.name])
        session.get_one(DocumentContentRow, document.document_id).content = b"%PDF-forged"
    with pytest.raises(Unavailable, match="is not what was received"):
        read_document(desk.database, document.document_id)


_WITHOUT_RULES = {
    "sqlite": "DROP TRIGGER document_contents_are_never_edited",
    "postgresql": "DROP TRIGGER document_contents_are_never_edited ON provider_document_contents",
}


def test_the_database_itself_keeps_a_document_as_it_was_received(desk: Desk, tmp_path: Path) -> None:
    document = keep(desk, tmp_path, desk.provider()).document
    with (
        pytest.raises(RuleBroken, match="kept as it was received"),
        translated_failures(),
        desk.session() as session,
    ):
        session.get_one(ProviderDocumentRow, document.document_id).last_day = INSURED


def test_no_login_takes_away_the_bytes_of_a_document_that_is_kept(desk: Desk, tmp_path: Path) -> None:
    keep(desk, tmp_path, desk.provider())
    with pytest.raises(RuleBroken, match="kept as it was received"), translated_failures(), desk.session() as session:
        session.execute(delete(DocumentContentRow))


def test_an_unknown_document_is_refused(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="There is no document 99"):
        read_document(desk.database, 99)
