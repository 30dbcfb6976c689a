"""The one loop back: our own changes and colleagues' reach the pages."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from brokerage.domain.changes import Kind
from brokerage.domain.council import Team
from brokerage.domain.errors import Unavailable
from brokerage.services.administer import change_mark, keep_team
from tests.builders import Desk as Council
from tests.ui.conftest import NOW
from ui.changes import Changes
from ui.tasks import Reads


@pytest.fixture
def reads(qtbot: QtBot) -> Iterator[Reads]:
    made = Reads(lambda error: pytest.fail(str(error)))
    yield made
    made.close()


def test_a_colleagues_save_is_noticed_and_ones_own_is_not_taken_for_one(
    qtbot: QtBot, reads: Reads, council: Council
) -> None:
    told: list[frozenset[Kind]] = []
    changes = Changes(reads, lambda: change_mark(council.database))
    changes.changed.connect(told.append)

    def ask() -> None:
        changes.ask()
        qtbot.waitUntil(lambda: not reads.is_busy)

    ask()
    ask()
    assert told == []
    keep_team(council.database, council.administrator, Team(0, 0, "Duty (demo)", "", "", 0), NOW)
    ask()
    assert told == [frozenset(Kind)]
    keep_team(council.database, council.administrator, Team(0, 0, "Reviews (demo)", "", "", 0), NOW)
    changes.tell(frozenset({Kind.SETTINGS}))
    qtbot.waitUntil(lambda: not reads.is_busy)
    ask()
    assert told == [frozenset(Kind), frozenset({Kind.SETTINGS})]


def test_a_database_that_stops_answering_is_told_once_and_again_when_it_is_back(qtbot: QtBot, reads: Reads) -> None:
    told: list[bool] = []
    answers = [True]

    def mark() -> str:
        if not answers[0]:
            raise Unavailable("The database cannot be reached.")
        return "1"

    changes = Changes(reads, mark)
    changes.reachable.connect(told.append)
    for answers[0] in (True, False, False, True):
        changes.ask()
        qtbot.waitUntil(lambda: not reads.is_busy)
    assert told == [False, True]
