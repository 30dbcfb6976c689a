"""A desk on the whole demonstration, with a person in hand who has a plan and a budget: for tests of how the window keeps up."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from brokerage.services.manage_people import find_people
from brokerage.services.staff import actor_for
from brokerage.storage.engine import open_database
from ui.changes import Changes
from ui.desk import Desk
from ui.icons import Icons
from ui.look import Look
from ui.tasks import Reads, Writes

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def demonstration_desk(sqlite_demonstration_url: str, look: Look, icons: Icons) -> Iterator[Desk]:
    """The practitioner's desk on 2 Nov 2026. No task may fail."""
    failures: list[Exception] = []
    database = open_database(sqlite_demonstration_url)
    reads, writes = Reads(failures.append), Writes(failures.append)
    actor = actor_for(database, "practitioner", today=NOW.date())
    made = Desk(database, actor, reads, writes, Changes(reads, lambda: "0"), look, icons, lambda: NOW)
    found = find_people(database, actor, "P-10", NOW.date())
    made.take_in_hand(next(person for person in found if person.weekly_budget and person.week))
    yield made
    reads.close()
    writes.close()
    database.close()
    assert failures == []
