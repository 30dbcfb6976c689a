"""The list of admissions: where each stands, in words and a shape; what is said where there is none."""

from datetime import date, timedelta

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.renewal import LapseKind
from brokerage.storage.tables.admissions import AdmissionRow
from tests.builders import TODAY
from tests.builders import Desk as Council
from tests.ui.market.admissions_desk import AtRest, Opened, ending, opened
from ui.market.admissions import words as admission_words
from ui.market.admissions.lines import Shown, Stands

__all__ = ["opened"]


def test_each_admission_says_in_words_and_a_shape_where_it_stands(council: Council, opened: Opened) -> None:
    council.ready_service(name="A")
    suspended = council.ready_service(name="B")
    council.suspension(suspended.admission_id, date(2026, 11, 1), date(2026, 11, 30))
    ending(council, TODAY + timedelta(days=12), name="C")
    to_come = council.ready_service(name="D")
    with council.session() as session:
        session.get_one(AdmissionRow, to_come.admission_id).first_day = date(2027, 1, 1)
    ending(council, TODAY - timedelta(days=3), name="E")
    ending(council, TODAY - timedelta(days=300), name="F")
    council.ready_service(name="G", insurance_last_day=date(2026, 10, 30))
    section = opened()
    section._show_all()
    assert [admission_words.stands(line, TODAY) for line in section.table.rows] == [
        "✓ Admitted",
        "◆ Suspended 1 Nov 2026 – 30 Nov 2026",
        "▲ Lapses in 12 days",
        "▸ Not begun, from 1 Jan 2027",
        "✕ Lapsed 30 Oct 2026",
        "■ Ended 6 Jan 2026",
        "✓ Admitted",
    ]
    assert admission_words.attention(section.table.rows[-1], TODAY) == "◆ Insurance lapsed 30 Oct 2026"
    section.show_only(Shown.ATTENTION)
    assert [line.summary.service for line in section.table.rows] == ["B", "C", "E", "G"]
    assert section.counts.text() == "4 admissions listed · ▲ 4 need attention · ◆ 1 suspended"
    section.search.setText("nobody is called so")
    section._show()
    assert "No admission is like this" in section.table._panel.accessibleName()
    assert section.view.isHidden()


def test_every_way_to_stand_and_every_lapse_and_step_has_its_words() -> None:
    assert set(admission_words.SIGNS) == set(admission_words.TONES) == set(Stands)
    assert len(set(admission_words.SIGNS.values())) == len(Stands)
    assert set(admission_words.SHOWN_WORDS) == set(Shown)
    assert set(admission_words._LAPSES) == set(LapseKind)
    assert set(admission_words._DONE) == set(AdmissionEventKind)


def test_no_admission_and_one_that_cannot_be_read_are_told_in_their_place(
    council: Council, opened: Opened, at_rest: AtRest, said: list[str]
) -> None:
    section = opened()
    assert "No admission yet" in section.table._panel.accessibleName()
    council.ready_service()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE suspensions RENAME TO suspensions_away")
    section.load()
    at_rest()
    assert "That did not work" in section.table._panel.accessibleName()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE suspensions_away RENAME TO suspensions")
    section.table._panel._button.click()
    at_rest()
    at_rest()
    assert len(section.table.rows) == 1
    assert section.view.isVisible()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE service_transfers RENAME TO transfers_away")
    section.load()
    at_rest()
    at_rest()
    assert section.view.isHidden()
    assert len(said) == 1
