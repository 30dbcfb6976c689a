"""Market, the form of a small competition: refused at its fields, filled in from a person or from what was searched for."""

from brokerage.domain.offer import SearchCriteria
from brokerage.domain.ratio import parse_ratio
from brokerage.services.find_competitions import list_competitions
from brokerage.services.manage_people import read_person
from tests.builders import START, TODAY
from tests.builders import Desk as Council
from tests.services.competition_builders import WEEK, market
from tests.ui.market.competition_desk import AtRest, competitions, error_of
from ui import intents
from ui.desk import Desk
from ui.market.competitions.section import CompetitionsSection
from ui.market.page import MarketPage
from ui.people_picker import PeoplePicker


def test_every_field_of_the_form_that_is_wrong_says_so_there_and_a_name_is_never_repeated(
    council: Council, window_desk: Desk, page: MarketPage, at_rest: AtRest
) -> None:
    of = market(council)
    made = competitions(page, at_rest)
    made.section.run_one.click()
    at_rest()
    form, check = made.form, made.section.opening.check

    def refused(field: str) -> str:
        check.click()
        at_rest()
        assert not made.section.opening.is_looking
        return error_of(form.fields, field)

    assert refused("person_id") == "▲ Choose the person this is for."
    assert error_of(form.fields, "first_day") == "▲ Give the day."  # all that is wrong, in one press
    assert error_of(form.fields, "why").startswith("▲ Say why agreed rates do not settle it")
    assert form.choose.hasFocus()
    window_desk.take_in_hand(read_person(council.database, of.person_id, TODAY))
    assert refused("first_day") == "▲ Give the day."
    form.first_day.set_day(START)
    form.ratio.setText("1 to many")
    assert refused("ratio").startswith("▲ ")
    form.ratio.setText("")
    form.week._text.setText("Moonday")
    assert refused("week").startswith("▲ ")
    form.week.set_week(WEEK)
    form.working_days.setText("soon")
    assert refused("working_days") == "▲ Give a number of working days, such as 5."
    form.working_days.setText("")
    assert refused("why").startswith("▲ Say why agreed rates do not settle it")
    form.why.setPlainText("No rate for it.")
    assert refused("working_days").startswith("▲ Say how long there is to answer")
    form.due.set_day(START)
    assert "support begins on 7 Dec 2026" in refused("due")
    form.due.set_day(None)
    form.working_days.setText("5")
    form.what_matters.setPlainText("Ask for Persimmon")
    said = refused("what_matters")
    assert ("holds" in said, "Persimmon" in said) == (True, False)
    assert form.what_matters.toPlainText() == "Ask for Persimmon"
    assert list_competitions(council.database) == ()


def test_the_person_is_found_by_reference_from_the_form_which_then_takes_their_plan(
    council: Council, window_desk: Desk, page: MarketPage, at_rest: AtRest
) -> None:
    of = market(council, week="Tue 10:00-15:00", ratio="1:2")
    made = competitions(page, at_rest)
    made.section.run_one.click()
    at_rest()
    made.form.choose.click()
    at_rest()
    picker = page.window().findChild(PeoplePicker)
    assert isinstance(picker, PeoplePicker)
    picker.choose_current()
    at_rest()
    assert window_desk.person is not None
    assert window_desk.person.person_id == of.person_id
    assert made.form.choose.text().endswith(" · P.Q. · choose another…")
    assert (made.form.week.text(), made.form.ratio.text()) == ("Tue 10:00-15:00", "1:2")


def test_find_leads_to_the_form_filled_in_with_what_was_searched_for(
    council: Council, window_desk: Desk, page: MarketPage, at_rest: AtRest
) -> None:
    market(council)
    of = market(council)
    window_desk.take_in_hand(read_person(council.database, of.person_id, TODAY))
    page.activated(intents.RunCompetition(of.lot_id, SearchCriteria(START, WEEK, ratio=parse_ratio("1:2"))))
    at_rest()
    section = page.section
    assert isinstance(section, CompetitionsSection)
    form = section.opening.form
    assert (form.lot.value(), form.first_day.day(), str(form.week.week()), form.ratio.text()) == (
        of.lot_id,
        START,
        str(WEEK),
        "1:2",
    )
    assert form.weights.text().startswith("Weighed by: Price for the week asked: 40 %; How it meets")
