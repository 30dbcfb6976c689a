from brokerage.domain.unit import Unit
from brokerage.services.staff import list_staff
from tests.builders import Desk


def test_a_desk_has_staff_of_every_job_and_a_service_ready_for_a_person(desk: Desk) -> None:
    assert {member.login for member in list_staff(desk.database)} >= {"practitioner", "broker", "senior-approver"}
    ready = desk.ready_service("24.08", Unit.HOUR, ratio="1:1", places_free=1)
    desk.rate(ready.service_id, ready.lot_id, "12.04", Unit.HOUR, ratio="1:2")
    desk.activity(ready.service_id, outcomes=["cook-a-meal"])
    person_id = desk.person(budget="310", week="Mon,Wed 10:00-15:00", ratio="1:2")
    assert min(ready.rate_id, person_id) > 0
