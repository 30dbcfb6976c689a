from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.admission_summary import AdmissionStanding
from brokerage.domain.calendar import day_in_england
from brokerage.domain.renewal import LapseKind
from brokerage.services.keep_admission import list_admissions, show_admission
from brokerage.services.lapsing import list_lapsing
from brokerage.services.places_news import find_places
from brokerage.storage.engine import Database
from tests.demonstrations import DEMONSTRATION_DAY as TODAY


def test_the_demonstration_has_suspensions_that_run_now_each_on_record(demonstration: Database) -> None:
    suspended = [
        each for each in list_admissions(demonstration, TODAY) if each.standing(TODAY) is AdmissionStanding.SUSPENDED
    ]
    assert suspended
    for admission in suspended:
        (event,) = show_admission(demonstration, admission.admission_id, TODAY).events
        assert admission.suspended
        assert (event.kind, event.first_day) == (AdmissionEventKind.SUSPENDED, admission.suspended.first_day)
        assert day_in_england(event.done_at) <= TODAY


def test_the_demonstration_has_at_least_two_lapsed_insurances(demonstration: Database) -> None:
    lapsed = [lapse for lapse in list_lapsing(demonstration, TODAY) if lapse.has_lapsed(TODAY)]
    assert len([lapse for lapse in lapsed if lapse.kind is LapseKind.INSURANCE]) >= 2


def test_what_stands_of_free_places_in_the_demonstration_has_its_news(demonstration: Database) -> None:
    services = {each.service_id for each in list_admissions(demonstration, TODAY)[:40]}
    told = [found for found in (find_places(demonstration, service) for service in services) if found.said_on]
    assert told
    assert all(found.news[0].said_on == found.said_on for found in told)
