"""The demonstration has one small competition under way and one awarded, run as the program itself runs them."""

from datetime import date

from brokerage.domain.competition import CompetitionState, CriterionKind
from brokerage.domain.identity_guard import part_of_identity_in
from brokerage.services.award_competition import weigh_competition
from brokerage.services.award_criteria import show_award_criteria
from brokerage.services.competition_letters import market_sheet_of
from brokerage.services.demonstration.loading import make_demonstration
from brokerage.services.demonstration.places import county_postcodes
from brokerage.services.find_competitions import list_competitions, show_competition
from brokerage.storage.engine import Database
from brokerage.storage.queries.competition_at_hand import competition_now
from brokerage.storage.queries.competition_letters import issued_letters
from brokerage.storage.queries.person_records import person_record
from tests.demonstrations import DEMONSTRATION_DAY as TODAY


def test_one_is_under_way_with_answers_still_to_come_before_its_last_day(demonstration: Database) -> None:
    (line,) = list_competitions(demonstration, state=CompetitionState.OPEN)
    assert line.opened_on < TODAY < line.answers_due_on < line.first_day
    given = [one.answer for one in show_competition(demonstration, line.reference).invited]
    assert sum(answer is not None and answer.is_offer for answer in given) > 1
    assert sum(answer is not None and not answer.is_offer for answer in given) == 1
    assert None in given
    assert weigh_competition(demonstration, line.reference).weighing.missing


def test_one_was_awarded_by_its_weights_told_to_everybody_who_offered_and_called_off(demonstration: Database) -> None:
    (line,) = list_competitions(demonstration, state=CompetitionState.AWARDED)
    weighed = weigh_competition(demonstration, line.reference).weighing
    assert weighed.offers[0].service == line.awarded_to
    assert weighed.offers[0].weekly > min(offer.weekly for offer in weighed.offers)
    assert line.call_off.startswith("CO-")
    with demonstration.reading() as reader:
        letters = issued_letters(reader, competition_now(reader, line.reference).competition_id)
    assert len(letters) == line.invited + line.offers


def test_everything_in_them_is_labelled_and_no_sheet_says_who_the_person_is(demonstration: Database) -> None:
    for line in list_competitions(demonstration):
        shown, sheet = show_competition(demonstration, line.reference), market_sheet_of(demonstration, line.reference)
        assert sheet.is_demonstration
        texts = (
            shown.why,
            sheet.what_matters,
            sheet.how_to_answer,
            sheet.contact,
            *(one.text for one in sheet.criteria),
        )
        said = (*texts, *(one.answer.fit for one in shown.invited if one.answer is not None))
        assert not [text for text in said if "(demo)" not in text]
        with demonstration.reading() as reader:
            record = person_record(reader, competition_now(reader, line.reference).person_id)
        assert record is not None
        assert not [text for text in said if part_of_identity_in(text, record.details)]


def test_both_schemes_state_by_what_they_weigh(demonstration: Database) -> None:
    for scheme in ("RES-2022", "ELA-2022"):
        criteria = show_award_criteria(demonstration, scheme).criteria
        assert [one.kind for one in criteria] == [CriterionKind.PRICE, CriterionKind.SCORED, CriterionKind.SCORED]
        assert sum(one.weight for one in criteria) == 100


def test_they_stand_the_same_way_on_a_sunday() -> None:
    today = date(2027, 3, 28)
    awarded, open_ = make_demonstration(today, county_postcodes(), independent=True).competitions
    assert awarded.awarded_on is not None
    assert awarded.opened_on < awarded.answered_on < awarded.awarded_on < today < awarded.form.first_day
    assert open_.opened_on < open_.answered_on < today < open_.form.first_day
