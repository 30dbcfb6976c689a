"""Lets somebody of another job work on the journey, where one person may play every job."""

from functools import partial

from brokerage.domain.staff import Job
from ui.tour import Tour, Waits


def work_as(tour: Tour, job: Job) -> Waits:
    """Let the first of the staff with this job work from now on; nobody else where each signs in as themselves."""
    from brokerage.services.staff import list_staff
    from brokerage.services.staff import work_as as begin_to_work_as

    desk = tour.desk
    if desk.actor.independent or desk.actor.job is job:
        return
    login = next((entry.login for entry in list_staff(desk.database) if entry.job is job), desk.actor.login)
    begin = partial(begin_to_work_as, desk.database, login, desk.now())
    desk.reads.latest("tour: work as", begin, desk.work_as)
    yield tour.at_rest
