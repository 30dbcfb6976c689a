"""A question is kept as it was asked: retired, never edited, and older applications keep what they answered."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text

from brokerage.domain.application import ApplicationState
from brokerage.domain.errors import RuleBroken
from brokerage.storage import migrate as migrating
from brokerage.storage.engine import open_database
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.assessments import QuestionRow
from tests.builders import NOW, Desk
from tests.services.application_builders import applicant, received

_OLD_LOT = (
    "INSERT INTO lots (id, scheme_id, number, title, registration_needed, derives_ratio, version) "
    "VALUES (1, 1, '1', 'Homes', 0, 0, 1)"
)
_OLD_QUESTION = "INSERT INTO questions VALUES (1, '1', 'Insured?', 'pass-fail', 0, 0, 0, 'insurance', 1, 7)"
_OLD_SCORE = (
    "INSERT INTO scores (application_lot_id, question_id, staff_id, stage, points, reason, given_at) "
    "VALUES (1, 7, 1, 'individual', 1, 'Seen', '2026-11-02T09:00:00Z')"
)


def test_questions_and_their_scores_pass_through_the_migration_that_lets_them_be_retired(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'old.db').as_posix()}"
    _migrate_to(url, "0002")
    with closing(sqlite3.connect(tmp_path / "old.db")) as old, old:
        old.execute("PRAGMA foreign_keys = OFF")
        old.execute("DROP TRIGGER assessor_has_no_conflict")
        for row in (_OLD_LOT, _OLD_QUESTION, _OLD_SCORE):
            old.execute(row)
    migrating.migrate(url)
    with closing(sqlite3.connect(tmp_path / "old.db")) as new:
        kept = new.execute("SELECT id, number, text, document_kind, version, retired_at FROM questions").fetchall()
        broken = {parent for _, _, parent, _ in new.execute("PRAGMA foreign_key_check(scores)")}
    assert kept == [(7, "1", "Insured?", "insurance", 1, None)]
    assert "questions" not in broken


def _migrate_to(url: str, revision: str) -> None:
    database = open_database(url)
    with database.write_engine.connect() as connection:
        config = migrating._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    database.close()


@pytest.mark.parametrize(
    "change", ["UPDATE questions SET text = 'Another'", "UPDATE questions SET weight = 1", "DELETE FROM questions"]
)
def test_a_question_is_neither_edited_nor_deleted(desk: Desk, change: str) -> None:
    applicant(desk)
    with (
        pytest.raises(RuleBroken, match="A question is kept as it was asked"),
        translated_failures(),
        desk.session() as session,
    ):
        session.execute(text(change))


def test_a_question_is_retired_only_while_no_application_of_its_lot_waits(desk: Desk) -> None:
    waiting = received(desk)
    with (
        pytest.raises(RuleBroken, match="Applications for this lot are under way"),
        translated_failures(),
        desk.session() as session,
    ):
        session.get_one(QuestionRow, waiting.applicant.questions[0]).retired_at = NOW
    withdrawn = received(desk, state=ApplicationState.WITHDRAWN)
    with desk.session() as session:
        session.get_one(QuestionRow, withdrawn.applicant.questions[0]).retired_at = NOW


def test_a_question_asked_no_more_takes_no_answer_and_comes_back_no_more(desk: Desk) -> None:
    withdrawn = received(desk, state=ApplicationState.WITHDRAWN)
    question = withdrawn.applicant.questions[0]
    with desk.session() as session:
        session.get_one(QuestionRow, question).retired_at = NOW
    answer = f"INSERT INTO application_answers VALUES ({withdrawn.application_id}, {question}, 'Yes')"
    with (
        pytest.raises(RuleBroken, match="asked no more"),
        translated_failures(),
        desk.session() as session,
    ):
        session.execute(text(answer))
    with (
        pytest.raises(RuleBroken, match="A question is kept as it was asked"),
        translated_failures(),
        desk.session() as session,
    ):
        session.get_one(QuestionRow, question).retired_at = None
