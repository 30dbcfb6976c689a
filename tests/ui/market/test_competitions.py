"""Market, small competitions: the list, answers refused at their field, who only reads, conflicts, states, papers."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from brokerage.domain.competition_answer import GivenPoints
from brokerage.services.answer_competition import score_answer
from brokerage.services.find_competitions import show_competition
from tests.builders import START
from tests.builders import Desk as Council
from tests.services.competition_builders import awarded, market, offered, opened, weighed
from tests.ui.accessibility import assert_accessible, assert_nothing_clipped, tab_order
from tests.ui.conftest import NOW
from tests.ui.keyboard import Presses
from tests.ui.market.competition_desk import AtRest, competitions, error_of
from ui.desk import Desk
from ui.market.competitions.acts import AWARD
from ui.market.competitions.service import RECORD, SCORE
from ui.market.page import MarketPage
from ui.theme import ThemeChoice


def test_without_one_the_list_says_so_and_leads_to_the_form(page: MarketPage, at_rest: AtRest) -> None:
    made = competitions(page, at_rest)
    assert made.section.table._panel._title.text() == "No small competition yet"
    assert not made.view.isVisible()
    made.section.table._panel._button.click()
    assert made.section.opening.isVisible()


def test_the_list_names_nobody_and_says_by_word_and_shape_where_each_stands(
    council: Council, page: MarketPage, at_rest: AtRest
) -> None:
    waiting = opened(council, market(council)).reference
    done = awarded(council, market(council))
    ready = weighed(council, market(council))
    made = competitions(page, at_rest)
    model = made.section.table.model
    shown = {
        row.summary.reference: [model.index(line, column).data() for column in (0, 2, 4, 5)]
        for line, row in enumerate(made.section.table.rows)
    }
    assert shown[waiting] == ["△ Open for answers", shown[waiting][1], "9 Nov 2026 · ✓ 5 working days left", "0 of 3"]
    assert shown[ready][0] == "▲ To weigh and award"
    assert (shown[done][0], shown[done][2]) == ("▸ Awarded, to call off", "9 Nov 2026")
    people = [row[1] for row in shown.values()]
    assert all(said.startswith("P-") and said.endswith(" · P.Q.") for said in people)
    assert [row.summary.reference for row in made.section.table.rows] == [ready, waiting, done]
    assert made.section.counts.text() == "▲ 1 to weigh and award · △ 1 open for answers · ▸ 1 awarded, to call off"


def test_who_runs_no_competitions_reads_them_and_is_told_who_does(
    council: Council, window_desk: Desk, page: MarketPage, at_rest: AtRest
) -> None:
    weighed(council, market(council))
    window_desk.work_as(council.finance)
    made = competitions(page, at_rest)
    made.section.open_one()
    assert made.view._why_not.text().startswith("Read only: you are working as finance officer, and only brokers, comm")
    assert not any(form.isVisible() for form in made.view.work.forms.values())
    assert not made.panel.answer.isVisible()
    assert not made.panel.score.isVisible()
    assert made.view.work.weighing.table is not None
    assert made.view.work.weighing.table.isVisible()
    made.section.begin(None)
    assert not made.section.opening.check.isEnabled()
    window_desk.work_as(council.broker)
    assert made.section.opening.check.isEnabled()


def test_answers_and_points_that_cannot_be_used_are_refused_at_their_fields_and_stay(
    council: Council, page: MarketPage, at_rest: AtRest
) -> None:
    of = market(council)
    reference = opened(council, of).reference
    offered(council, reference, of.services[0], "70")
    made = competitions(page, at_rest)
    made.section.open_one()
    (row,) = made.panel.score.rows.values()
    made.panel.score.save.click()
    row.points.setText("11")
    made.panel.score.save.click()
    assert error_of(row.fields, "points") == "▲ Criterion 2 has 0 to 10 points: give one of them."
    assert error_of(row.fields, "reason") == "▲ A score needs its reason: say why so many points."
    row.points.setText("8")
    made.panel.score.save.click()
    assert error_of(row.fields, "reason") == "▲ A score needs its reason: say why so many points."
    row.reason.set_text("Quillfeather liked it")
    made.panel.score.save.click()
    at_rest()
    said = error_of(row.fields, "reason")
    assert ("providers must not see" in said, "Quillfeather" in said) == (True, False)
    made.panel.show_form(RECORD)
    answer = made.panel.answer
    answer.save.click()
    assert error_of(answer.fields, "price") == "▲ Give the price, or say that it cannot."
    assert error_of(answer.fields, "fit").startswith("▲ Say how it meets the need")
    answer.price.setText("72")
    answer.save.click()
    at_rest()
    assert error_of(answer.fields, "fit").startswith("▲ Say how it meets the need")
    made.section.table.make_current(reference)
    made.view.work.answers.table.make_current(of.services[1])
    made.view.work.answers.table.make_current(of.services[0])
    made.again()
    assert (answer.price.text(), row.typed) == ("£72.00", ("8", "Quillfeather liked it"))


def test_a_colleague_who_was_first_is_told_of_the_page_reads_again_and_what_was_typed_stays(
    council: Council, page: MarketPage, at_rest: AtRest, said: list[str]
) -> None:
    of = market(council)
    reference = weighed(council, of)
    made = competitions(page, at_rest)
    made.section.open_one()
    form = made.view.work.forms["Award"].form
    form.reason.set_text("The better fit.")
    given = (GivenPoints(2, 1, "Thought again."),)
    score_answer(council.database, council.broker, reference, of.services[1], given, NOW)
    form.press.click()
    at_rest()
    at_rest()
    assert said[-1].endswith("Look at it again, then decide. Nothing was overwritten.")
    assert (form.reason.text(), show_competition(council.database, reference).award) == ("The better fit.", None)
    assert form.consequence.text().startswith("By the stated weights it goes to A Yard (demo)")
    form.press.click()
    made.again()
    assert made.view.call_off.isVisible()


def test_everybody_is_given_more_days_or_it_is_ended_each_with_its_reason(
    council: Council, page: MarketPage, at_rest: AtRest
) -> None:
    reference = opened(council, market(council)).reference
    made = competitions(page, at_rest)
    made.section.open_one()
    made.view.work.show_act("More days")
    form = made.view.work.forms["More days"].form
    form.press.click()
    assert error_of(form.fields, "due") == "▲ Give the day."
    assert error_of(form.fields, "reason").startswith("▲ Say why everybody is given more time")
    form.days["due"].set_day(show_competition(council.database, reference).summary.answers_due_on)
    form.reason.set_text("Half-term")
    form.press.click()
    at_rest()
    assert "give a later day" in error_of(form.fields, "due")
    form.days["due"].set_day(START.replace(day=2))
    form.press.click()
    made.again()
    assert "2 Dec 2026" in made.view.terms._labels[0][1].text()
    assert made.view.work.history._labels[0][1].text().endswith("Half-term")
    made.view.work.show_act("End without an award")
    end = made.view.work.forms["End without an award"].form
    end.press.click()
    at_rest()
    assert error_of(end.fields, "reason").startswith("▲ Say why: the letters give the reason")
    end.reason.set_text("The person chose another way.")
    end.press.click()
    made.again()
    assert (made.section.table.rows[0].summary.state.value, made.view.results.isVisible()) == ("ended", False)


def test_every_part_has_names_and_nothing_is_clipped_at_twice_the_text_in_the_dark(
    council: Council, window_desk: Desk, page: MarketPage, at_rest: AtRest
) -> None:
    weighed(council, market(council))
    window_desk.look.choose(ThemeChoice.DARK)
    window_desk.look.set_text_scale(2.0)
    made = competitions(page, at_rest)
    made.section.open_one()
    for name in (RECORD, SCORE):
        made.panel.show_form(name)
        assert_nothing_clipped(made.section)
    assert_accessible(page)
    made.section.begin(None)
    at_rest()
    assert_nothing_clipped(made.section.opening)
    assert not made.section.opening._header._title.isVisible()  # its room is the form's
    assert_accessible(page)
    window_desk.look.set_text_scale(1.0)
    assert made.section.opening._header._title.isVisible()


def test_the_tab_key_leads_from_the_list_into_the_service_selected_to_the_weighing_and_only_then_to_the_award(
    council: Council, page: MarketPage, at_rest: AtRest, qtbot: QtBot
) -> None:
    weighed(council, market(council))
    made = competitions(page, at_rest)
    made.section.open_one()
    work, table = made.view.work, made.view.work.weighing.table
    assert table is not None
    seen = (
        work.answers.table.view,
        *made.panel.tabs.tabs.values(),
        made.panel.score.save,
        table.view,
        *work.acts.tabs.values(),
        work.forms[AWARD.title].form.press,
    )
    order = tab_order(work.answers.table.view)
    names = [each.accessibleName() for each in order if each in seen]
    assert names == [each.accessibleName() for each in seen]
    keys = Presses(qtbot, page)
    work.acts.tabs[AWARD.title].setFocus()
    keys.key(Qt.Key.Key_Backtab)
    assert table.view.hasFocus()
    tops = [each.mapTo(work, each.rect().topLeft()).y() for each in order if work.isAncestorOf(each)]
    assert tops == sorted(tops)


def test_a_list_that_cannot_be_read_says_so_in_its_place_and_can_be_tried_again(
    council: Council, page: MarketPage, at_rest: AtRest
) -> None:
    reference = opened(council, market(council)).reference
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE competition_answers RENAME TO away")
    made = competitions(page, at_rest)
    assert "That did not work" in made.section.table._panel.accessibleName()
    assert not made.view.isVisible()
    with council.session() as session:
        session.connection().exec_driver_sql("ALTER TABLE away RENAME TO competition_answers")
    made.section.table._panel._button.click()
    made.again()
    assert [row.summary.reference for row in made.section.table.rows] == [reference]


def test_letters_are_drafts_until_they_are_issued_and_then_saved_together_or_each_in_a_folder(
    council: Council, page: MarketPage, at_rest: AtRest, tmp_path: Path
) -> None:
    reference = awarded(council, market(council))
    made = competitions(page, at_rest)
    made.view.results.click()
    at_rest()
    papers = made.section.papers
    assert papers.paper is not None
    assert (papers.paper.number, papers.save.isEnabled(), papers.print.isEnabled()) == (2, False, False)
    papers.issue.click()
    at_rest()
    at_rest()
    assert (papers.issue.isVisible(), papers.save.isEnabled()) == (False, True)
    papers.save_to(tmp_path / "all.pdf")
    at_rest()
    papers.save_to(tmp_path)
    at_rest()
    assert {path.name for path in tmp_path.glob("*.pdf")} == {
        "all.pdf",
        f"{reference} award 1.pdf",
        f"{reference} unsuccessful 2.pdf",
    }
    papers.back.click()
    made.view.sheet.click()
    at_rest()
    assert (papers.folder.isVisible(), papers.save.isEnabled()) == (False, True)
    papers.save_to(tmp_path / "sheet.pdf")
    at_rest()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
