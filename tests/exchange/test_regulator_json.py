import json
from datetime import date
from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.import_rows import MarketBook
from brokerage.domain.service import Rating, Registration
from brokerage.exchange.regulator_json import read_regulator_json
from tests.exchange.workbooks import FILES

ANSWERS = FILES / "api_answers"


def read_text(tmp_path: Path, text: str) -> MarketBook:
    file = tmp_path / "answer.json"
    file.write_text(text, encoding="utf-8")
    return read_regulator_json([file])


def test_a_folder_gives_services_with_registration_rating_beds_and_specialisms() -> None:
    book = read_regulator_json([ANSWERS])
    assert book.faults == []
    first, second, third = book.services
    assert (first.name, first.capacity, first.rating, first.rated_on, first.registration) == (
        "Example Place 1 (demo)",
        8,
        Rating.GOOD,
        date(2023, 7, 12),
        Registration.REGISTERED,
    )
    assert first.needs == ("learning-disability",)
    assert (second.registration, third.registration) == (Registration.DORMANT, Registration.ENDED)
    assert (third.rating, third.rated_on) == (None, None)


def test_home_care_with_no_beds_has_no_capacity_rather_than_a_capacity_of_nought() -> None:
    assert read_regulator_json([ANSWERS]).services[1].capacity is None


def test_dentists_are_left_out_and_counted() -> None:
    assert "not being social care (doctors, dentists and the like): 1 record" in read_regulator_json([ANSWERS]).notes[0]


def test_a_provider_is_taken_from_its_own_answer_or_stands_under_its_id() -> None:
    known, unknown = sorted(read_regulator_json([ANSWERS]).providers, key=lambda one: one.regulator_id or "")
    assert (known.name, known.company_number, known.charity_number, known.name_is_certain) == (
        "Example Answers Ltd (demo)",
        "01234567",
        "1000001",
        True,
    )
    assert (unknown.name, unknown.name_is_certain) == ("Provider 1-900000010 (name not given)", False)


def test_it_never_brings_a_rate_or_an_admission() -> None:
    book = read_regulator_json([ANSWERS])
    assert (book.rates, book.admissions) == ([], [])


def test_a_list_in_one_file_is_read_record_by_record(tmp_path: Path) -> None:
    records = [json.loads((ANSWERS / f"location_{number}.json").read_text()) for number in (1, 2)]
    for whole in (records, {"locations": records}):
        assert [one.line.number for one in read_text(tmp_path, json.dumps(whole)).services] == [1, 2]


def test_a_record_without_what_it_needs_is_reported(tmp_path: Path) -> None:
    book = read_text(tmp_path, '[{"locationId": "1-1", "type": "Social Care Org"}, {"a": 1}, 7]')
    assert [(fault.line, fault.column) for fault in book.faults] == [(1, "name"), (2, "locationId"), (3, "locationId")]


def test_values_of_the_wrong_type_say_nothing(tmp_path: Path) -> None:
    record: dict[str, object] = {
        "locationId": "1-1",
        "providerId": "1-2",
        "name": "Odd\ud800 (demo)\u0000",
        "type": "Social Care Org",
        "numberOfBeds": "many",
        "currentRatings": [],
        "specialisms": {"name": 1},
        "gacServiceTypes": None,
        "postalCode": {},
    }
    (service,) = read_text(tmp_path, json.dumps(record)).services
    assert (service.name, service.capacity, service.rating, service.needs, service.place) == (
        "Odd (demo)",
        None,
        None,
        (),
        None,
    )


@pytest.mark.parametrize("text", ["{", '{"locationId": ', "[" * 200_000, "\0"])
def test_what_is_no_json_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match=r"answer\.json is not sound JSON"):
        read_text(tmp_path, text)


def test_an_empty_folder_and_another_kind_of_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no \.json files"):
        read_regulator_json([tmp_path])
    (tmp_path / "a.csv").write_text("a,b")
    with pytest.raises(BadInput, match=r"not a \.json file"):
        read_regulator_json([tmp_path / "a.csv"])


def test_the_real_answers_are_read_without_a_fault(real_files: Path) -> None:
    book = read_regulator_json([real_files / "cqc_api_oldham"])
    assert (book.faults, book.remarks, len(book.services)) == ([], [], 45)
    assert sum(one.capacity is not None for one in book.services) >= 40
    assert all(one.place and one.place.easting for one in book.services)
