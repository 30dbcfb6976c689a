"""What a form asks, what it begins with, and how it gives way criterion by criterion."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from brokerage.domain.offer import Offer, OfferList, OfferOrder, SearchCriteria, SearchPoint
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.ratio import Ratio
from brokerage.domain.search_choices import Choice, SearchChoices
from brokerage.domain.service import Rating
from brokerage.domain.unit import Unit
from brokerage.domain.week_wanted import parse_week
from ui.find import presenter
from ui.find.chips import chips_of, cleared, loosened
from ui.find.form import (
    FEWEST_SHOWN,
    MOST_SHOWN,
    FindForm,
    form_as_new,
    form_for,
    form_of,
    form_with_more,
    prices_alike,
    question_of,
    usual_first_day,
    with_newer_budget,
)

TODAY, MONDAY = date(2026, 11, 2), date(2026, 11, 9)
CHOICES = SearchChoices(
    needs=(Choice("learning-disability", "Learning disability"),),
    schemes=(Choice("ELA", "Everyday Life"),),
    lots=(Choice("ELA/1", "Skills and training", ("1",)),),
    outcomes=(Choice("cook", "Cook a meal"),),
    districts=(Choice("E07000110", "Maidstone"),),
    languages=(Choice("Makaton", "Makaton"),),
)
FULL = FindForm(
    start_day=MONDAY,
    text="cooking",
    needs=("learning-disability",),
    scheme="ELA",
    lot="ELA/1",
    outcomes=("cook",),
    place="ME14",
    districts=("E07000110",),
    week=parse_week("Mon,Wed 10:00-15:00"),
    ratio=Ratio(1, 3),
    transport=True,
    ratings=(Rating.GOOD,),
    place_free=True,
    age=36,
    language="Makaton",
    wheelchair=True,
    budget=Decimal(310),
)
PERSON = PersonSummary(
    person_id=1,
    reference="P-1043",
    initials="A.B.",
    need_codes=("learning-disability", "autism"),
    need_titles=("Learning disability", "Autism"),
    district="Maidstone",
    outcode="ME14",
    age=36,
    weekly_budget=Decimal(310),
    spent_weekly=Decimal("86.20"),
    week="Mon,Wed 10:00-15:00",
    active=True,
    ratio="1:3",
    outcome_codes=("cook", "travel"),
)


def test_form_of_a_person_asks_for_their_needs_week_ratio_place_age_and_what_is_left_of_the_budget() -> None:
    form = form_for(PERSON, TODAY)
    assert form == FindForm(
        start_day=MONDAY,
        needs=("learning-disability", "autism"),
        outcomes=("cook", "travel"),
        outcomes_only=False,
        place="ME14",
        week=parse_week("Mon,Wed 10:00-15:00"),
        ratio=Ratio(1, 3),
        age=36,
        budget=Decimal("223.80"),
    )


def test_outcomes_of_the_plan_mark_services_and_hide_none_until_it_is_said() -> None:
    form = form_for(PERSON, TODAY)
    assert not question_of(form).criteria.outcomes_only
    assert [chip.words for chip in chips_of(form, CHOICES)][2:4] == ["Cook a meal (marked)", "travel (marked)"]
    narrowed = replace(form, outcomes_only=True)
    assert question_of(narrowed).criteria.outcomes_only
    assert [chip.words for chip in chips_of(narrowed, CHOICES)][2:4] == ["Cook a meal", "travel"]


def test_without_outcomes_it_does_not_matter_whether_they_narrow() -> None:
    plain = FindForm(start_day=MONDAY)
    assert question_of(replace(plain, outcomes_only=False)) == question_of(plain)
    assert form_for(replace(PERSON, outcome_codes=()), TODAY).outcomes_only


def test_form_of_a_what_if_asks_for_nothing_but_a_first_day() -> None:
    assert form_for(None, TODAY) == FindForm(start_day=MONDAY)


@pytest.mark.parametrize(("today", "monday"), [(2, 9), (3, 16), (8, 16), (9, 16)])
def test_support_begins_on_the_first_monday_a_week_away_or_more(today: int, monday: int) -> None:
    assert usual_first_day(date(2026, 11, today)) == date(2026, 11, monday)


def test_plan_that_cannot_be_read_leaves_its_field_empty() -> None:
    form = form_for(replace(PERSON, week="whenever", ratio="many"), TODAY)
    assert (form.week, form.ratio) == (None, None)


def test_overspent_budget_leaves_nothing_and_no_budget_asks_for_none() -> None:
    assert replace(PERSON, spent_weekly=Decimal(400)).budget_left == Decimal("0.00")
    assert replace(PERSON, weekly_budget=None).budget_left is None


def test_newer_budget_of_the_person_is_taken_unless_another_was_typed() -> None:
    now = replace(PERSON, spent_weekly=Decimal(100))
    form = form_for(PERSON, TODAY)
    assert with_newer_budget(form, PERSON, now).budget == Decimal(210)
    assert with_newer_budget(replace(form, budget=Decimal(500)), PERSON, now).budget == Decimal(500)


def test_blanks_in_the_words_and_miles_without_a_place_ask_nothing_new() -> None:
    plain = FindForm(start_day=MONDAY, text="cooking lessons")
    spaced = replace(plain, text="  cooking   lessons ", miles=Decimal(25))
    assert question_of(plain) == question_of(spaced)


def test_question_says_all_that_the_form_asks_and_leads_back_to_it() -> None:
    question = question_of(FULL)
    criteria = replace(question.criteria, near=SearchPoint(575_937, 156_314, question.place))
    assert form_of(criteria) == FULL


def test_unchanged_form_asks_nothing_until_the_data_changes() -> None:
    asking = presenter.Asking()
    assert asking.next_question(FULL) == question_of(FULL)
    assert asking.next_question(replace(FULL, text=" cooking")) is None
    asking.forget()
    assert asking.next_question(FULL) is not None


def test_another_question_begins_at_the_top_of_its_list_and_the_same_one_keeps_what_it_shows() -> None:
    more = form_with_more(FULL)
    assert more.limit == MOST_SHOWN
    assert form_as_new(more, more).limit == MOST_SHOWN
    assert form_as_new(replace(more, text="gardening"), more).limit == FEWEST_SHOWN


def test_each_criterion_is_a_chip_in_words_and_taking_all_away_asks_nothing() -> None:
    chips = chips_of(FULL, CHOICES)
    assert [chip.words for chip in chips] == [
        "“cooking”",
        "Learning disability",
        "Cook a meal",
        "within 10 miles of ME14",
        "Maidstone",
        "Mon, Wed 10:00–15:00",
        "ratio 1:3",
        "£310.00 a week",
        "Skills and training",
        "own transport",
        "Good",
        "a place free",
        "aged 36",
        "Makaton",
        "wheelchair access",
    ]
    for chip in chips:
        assert len(chips_of(chip.without, CHOICES)) in {len(chips) - 1, len(chips)}
    assert chips_of(cleared(FULL), CHOICES) == ()


def test_chip_of_the_lot_leaves_the_scheme_and_that_of_the_scheme_nothing() -> None:
    (lot,) = (chip for chip in chips_of(FULL, CHOICES) if chip.words == "Skills and training")
    assert "Everyday Life" in [chip.words for chip in chips_of(lot.without, CHOICES)]


def test_loosening_begins_with_the_distance_and_keeps_the_place() -> None:
    first = loosened(FULL, CHOICES)[0]
    assert first.words == "the limit of 10 miles"
    assert (first.without.place, first.without.miles) == ("ME14", None)


def test_loosening_lets_outcomes_mark_rather_than_taking_one_of_several_away() -> None:
    form = FindForm(start_day=MONDAY, outcomes=("cook", "travel"), text="yoga")
    assert [(way.words, way.without) for way in loosened(form, CHOICES)] == [
        ("the limit to these outcomes", replace(form, outcomes_only=False)),
        ("“yoga”", replace(form, text="")),
    ]
    marked = replace(form, outcomes_only=False)
    assert [way.words for way in loosened(marked, CHOICES)] == ["“yoga”"]


def test_long_words_are_cut_short_on_their_chip() -> None:
    (chip,) = chips_of(FindForm(start_day=MONDAY, text="y" * 100), CHOICES)
    assert chip.words == f"“{'y' * 40}…”"


def offer(service_id: int = 1, weekly: str = "141.40") -> Offer:
    return Offer(
        service_id, "Apple Yard (demo)", "Northbourne (demo)", 1, "Skills", "ELA", "Maidstone", Decimal("2.1"), 1, "",
        Unit.DAY, None, Decimal("70.70"), Decimal(weekly), Decimal(310) - Decimal(weekly), Rating.GOOD, 3, TODAY, 0, None,
    )  # fmt: skip


def answer(*offers: Offer, criteria: SearchCriteria | None = None, count: int | None = None) -> presenter.Answer:
    asked = criteria or question_of(FULL).criteria
    found = OfferList(offers, len(offers) if count is None else count, len(offers))
    return presenter.Answer(asked, found, datetime(2026, 11, 2, 9, 0, tzinfo=UTC))


def test_count_says_how_many_fit_and_how_much_of_the_list_is_shown() -> None:
    found = answer(offer(1), offer(2), count=212)
    assert presenter.count_line(found) == "212 services · 2 fit the budget"
    assert presenter.terms_line(found) == "from 9 Nov 2026 · first 2 shown"
    assert presenter.may_show_more(found)


def test_count_without_a_budget_says_how_many_may_be_called_off() -> None:
    criteria = replace(question_of(FULL).criteria, weekly_budget=None)
    assert presenter.count_line(answer(offer(), criteria=criteria)) == "1 service · 1 may be called off"


def test_chosen_offers_take_the_figures_of_the_newer_list() -> None:
    before = question_of(FULL).criteria
    newer = offer(1, weekly="150.00")
    assert presenter.still_good((offer(1),), before, answer(newer)) == (newer,)


def test_chosen_offer_outside_the_list_stays_while_it_would_cost_the_same_and_goes_when_it_would_not() -> None:
    before = question_of(FULL).criteria
    other_words = replace(before, text="gardening", order=OfferOrder.NEAREST)
    other_week = replace(before, week=parse_week("Fri 10:00-12:00"))
    assert prices_alike(before, other_words)
    assert presenter.still_good((offer(1),), before, answer(offer(2), criteria=other_words)) == (offer(1),)
    assert presenter.still_good((offer(1),), before, answer(offer(2), criteria=other_week)) == ()


def test_call_off_carries_the_list_it_was_chosen_from_and_its_time() -> None:
    found = answer(offer(1), offer(2))
    sent = presenter.calling_off(found, (offer(2),))
    assert (sent.criteria, sent.chosen, sent.listed) == (found.criteria, (offer(2),), (offer(1), offer(2)))
    assert sent.listed_at == found.listed_at
