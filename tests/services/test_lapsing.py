from datetime import date, timedelta

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.renewal import Lapse, LapseKind
from brokerage.domain.service import Registration
from brokerage.services.find_support import find_offers
from brokerage.services.keep_admission import remove_from_lot, renew_admission
from brokerage.services.lapsing import list_lapsing
from brokerage.storage.tables.admissions import AdmissionRow
from tests.builders import NOW, TODAY, Desk, ReadyService

FAR = date(2028, 3, 31)


def ready(desk: Desk, *, admitted_to: date | None = None, insured_to: date | None = FAR) -> ReadyService:
    found = desk.ready_service(insurance_last_day=insured_to)
    with desk.session() as session:
        session.get_one(AdmissionRow, found.admission_id).last_day = admitted_to
    return found


def in_days(number: int) -> date:
    return TODAY + timedelta(days=number)


def kinds(desk: Desk, today: date = TODAY) -> list[tuple[LapseKind, date | None]]:
    return [(lapse.kind, lapse.last_day) for lapse in list_lapsing(desk.database, today)]


def stopped(desk: Desk, start_day: date) -> list[bool]:
    offers = find_offers(desk.database, SearchCriteria(start_day=start_day)).offers
    return [offer.gate is not None for offer in offers]


def test_an_insurance_is_listed_from_60_days_before_its_last_day_and_on_once_lapsed(desk: Desk) -> None:
    ready(desk, insured_to=in_days(60))
    assert kinds(desk, in_days(-1)) == []
    for day in (TODAY, in_days(60), in_days(61), in_days(400)):
        assert kinds(desk, day) == [(LapseKind.INSURANCE, in_days(60))]


def test_the_day_the_gate_closes_is_the_first_on_which_the_search_refuses(desk: Desk) -> None:
    ready(desk, insured_to=in_days(30))
    ready(desk, admitted_to=in_days(30))
    assert [lapse.closes_on for lapse in list_lapsing(desk.database, TODAY)] == [in_days(31), in_days(31)]
    assert stopped(desk, in_days(30)) == [False, False]
    assert stopped(desk, in_days(31)) == [True, True]


def test_an_admission_that_ends_is_listed_with_its_lot_until_60_days_after(desk: Desk) -> None:
    found = ready(desk, admitted_to=in_days(10))
    (lapse,) = list_lapsing(desk.database, TODAY)
    assert (lapse.kind, lapse.admission_id, lapse.days_left(TODAY)) == (LapseKind.ADMISSION, found.admission_id, 10)
    assert lapse.lot.endswith("/1")
    assert kinds(desk, in_days(70)) == [(LapseKind.ADMISSION, in_days(10))]
    assert kinds(desk, in_days(71)) == []


def test_a_renewed_admission_is_no_longer_listed(desk: Desk) -> None:
    found = ready(desk, admitted_to=in_days(10))
    renew_admission(desk.database, desk.commissioner, found.admission_id, in_days(400), "Checked", NOW)
    assert kinds(desk) == []


def test_an_admission_that_was_removed_or_is_followed_by_another_wants_no_reminder(desk: Desk) -> None:
    removed, followed = ready(desk), ready(desk, admitted_to=in_days(10))
    remove_from_lot(desk.database, desk.commissioner, removed.admission_id, in_days(5), "Closed", NOW)
    desk.admission(followed.service_id, followed.lot_id, first_day=in_days(11))
    assert kinds(desk) == []


def test_an_insurance_of_a_service_that_is_not_admitted_wants_no_reminder(desk: Desk) -> None:
    desk.service(insurance_last_day=in_days(-5))
    ready(desk, admitted_to=in_days(-100), insured_to=in_days(5))
    assert kinds(desk) == []


def test_a_registration_not_in_force_is_listed_first_where_its_lot_needs_one(desk: Desk) -> None:
    lots = desk.lot(registration_needed=True), desk.lot()
    for lot_id in lots:
        desk.ready_service(lot_id=lot_id, registration=Registration.DORMANT, insurance_last_day=in_days(-5))
    first, *others = list_lapsing(desk.database, TODAY)
    assert (first.kind, first.last_day, first.has_lapsed(TODAY)) == (LapseKind.REGISTRATION, None, True)
    assert [lapse.kind for lapse in others] == [LapseKind.INSURANCE, LapseKind.INSURANCE]


def test_what_lapses_first_stands_first(desk: Desk) -> None:
    for day in (40, -3, 7):
        ready(desk, insured_to=in_days(day))
    ready(desk, admitted_to=in_days(20))
    assert [lapse.days_left(TODAY) for lapse in list_lapsing(desk.database, TODAY)] == [-3, 7, 20, 40]


@pytest.mark.parametrize("days", [-1, 3_661])
def test_days_out_of_range_are_refused(desk: Desk, days: int) -> None:
    with pytest.raises(BadInput, match="from 0 to 3,660"):
        list_lapsing(desk.database, TODAY, days)


def test_a_longer_look_ahead_lists_more(desk: Desk) -> None:
    ready(desk, insured_to=in_days(90))
    found: tuple[Lapse, ...] = list_lapsing(desk.database, TODAY, 90)
    assert ([lapse.days_left(TODAY) for lapse in found], kinds(desk)) == ([90], [])
