"""A provider that applies and is not known yet, and its services, added by hand. Both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.service import Rating, Registration
from brokerage.services.add_applicant import add_provider, add_service
from brokerage.services.applicant_typed import ProviderTyped, ServiceTyped
from brokerage.services.look_at_application import find_applicants, look_at_application
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.providers import ProviderRow, ServiceNeedRow, ServiceRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import applicant

LIMES = ProviderTyped(
    "The Limes Care Ltd (demo)", company_number="1234567", address="1 Example Way, Maidstone", postcode="me14 2aa"
)
HOME = ServiceTyped(
    "The Limes (demo)",
    kind="Care home",
    postcode="ME14 1XX",
    regulator_id="1-900900900",
    registration="registered",
    min_age="18",
    capacity="12",
    insurance_last_day="31 Mar 2027",
)


def added(desk: Desk) -> int:
    return add_provider(desk.database, desk.commissioner, LIMES, NOW).result.provider_id


def test_a_provider_and_its_service_typed_by_hand_can_apply_at_once_and_stand_on_record(desk: Desk) -> None:
    of = applicant(desk)
    need_id = desk.need("mental-health")
    provider_id = added(desk)
    typed = replace(HOME, needs="mental-health")
    service_id = add_service(desk.database, desk.commissioner, provider_id, typed, NOW).result.service_id
    (found,) = find_applicants(desk.database, "limes")
    assert (found.provider_id, found.key, found.services) == (provider_id, "01234567", 1)
    look = look_at_application(desk.database, of.scheme, TODAY, provider_id)
    assert [service.service_id for service in look.services] == [service_id]
    assert "Mental health" in look.needs
    with desk.session() as session:
        provider = session.get_one(ProviderRow, provider_id)
        service = session.get_one(ServiceRow, service_id)
        needs = session.scalars(select(ServiceNeedRow.need_id).where(ServiceNeedRow.service_id == service_id)).all()
        recorded = session.scalars(select(AuditEntryRow.subject).where(AuditEntryRow.action == "add")).all()
    assert (provider.postcode, provider.is_demonstration) == ("ME142AA", True)
    assert (service.registration, service.rating, service.min_age) == (Registration.REGISTERED, Rating.NOT_RATED, 18)
    assert (service.insurance_last_day, service.capacity) == (date(2027, 3, 31), 12)
    assert service.district_code
    assert "limes" in service.search_text
    assert list(needs) == [need_id]
    assert {"providers", "services"} <= set(recorded)


def test_a_provider_known_by_its_number_is_never_added_again_and_one_of_a_near_name_only_when_said(desk: Desk) -> None:
    added(desk)
    with pytest.raises(RuleBroken, match=r"Known already as “The Limes Care Ltd \(demo\)” \(01234567\)") as known:
        add_provider(desk.database, desk.commissioner, replace(LIMES, name="Lemon Trees"), NOW, as_new=True)
    assert known.value.field == "name"
    near = replace(LIMES, name="The Limes Cares (demo)", company_number="", postcode="ME15 6AA")
    with pytest.raises(RuleBroken, match="Near to one known already"):
        add_provider(desk.database, desk.commissioner, near, NOW)
    add_provider(desk.database, desk.commissioner, near, NOW, as_new=True)
    assert len(find_applicants(desk.database, "limes")) == 2


def test_a_service_known_by_its_name_or_the_regulators_id_is_never_added_again(desk: Desk) -> None:
    provider_id = added(desk)
    other_id = desk.provider("Weald Homes (demo)")
    add_service(desk.database, desk.commissioner, provider_id, HOME, NOW)
    with pytest.raises(RuleBroken, match=r"Known already as “The Limes \(demo\)”"):
        add_service(desk.database, desk.commissioner, provider_id, replace(HOME, regulator_id=""), NOW, as_new=True)
    with pytest.raises(RuleBroken, match="Known already"):
        add_service(desk.database, desk.commissioner, other_id, replace(HOME, name="Weald House"), NOW, as_new=True)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"name": " "}, "name", "Service name is empty"),
        ({"postcode": "nowhere"}, "postcode", "postcode"),
        ({"min_age": "80", "max_age": "18"}, "max_age", "oldest age is below"),
        ({"needs": "Moonlight"}, "needs", "no need category “Moonlight”"),
        ({"insurance_last_day": "soon"}, "insurance_last_day", "insurance last day"),
        ({"days_open": "Blursday"}, "days_open", "Blursday"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_kept(
    shared_desk: Desk, wrong: dict[str, str], field: str, said: str
) -> None:
    provider_id = shared_desk.provider("Weald Homes (demo)")
    with pytest.raises(BadInput, match=said) as refused:
        add_service(shared_desk.database, shared_desk.commissioner, provider_id, replace(HOME, **wrong), NOW)
    assert refused.value.field == field
    with shared_desk.session() as session:
        assert not session.scalars(select(ServiceRow.id).where(ServiceRow.provider_id == provider_id)).all()


def test_a_provider_needs_its_address_and_a_company_number_that_can_be_one(desk: Desk) -> None:
    for wrong, field in (({"address": ""}, "address"), ({"company_number": "12"}, "company_number")):
        with pytest.raises(BadInput) as refused:
            add_provider(desk.database, desk.commissioner, replace(LIMES, **wrong), NOW)
        assert refused.value.field == field


def test_a_dry_run_keeps_nothing_and_other_jobs_add_nobody(desk: Desk) -> None:
    add_provider(desk.database, desk.commissioner, LIMES, NOW, dry_run=True)
    with pytest.raises(RuleBroken):
        add_provider(desk.database, desk.broker, LIMES, NOW)
    assert find_applicants(desk.database, "limes") == ()
