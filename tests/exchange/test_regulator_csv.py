"""The regulator's directory, with its quirks. The files under tests/files are made up; the real ones are read where they are."""

from datetime import date
from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput
from brokerage.domain.service import Rating, Registration
from brokerage.exchange.regulator_csv import read_regulator_csv
from brokerage.exchange.regulator_words import needs_of, read_rating, read_regulator_day, split_listed
from tests.exchange.workbooks import FILES

DIRECTORY = FILES / "care_directory.csv"
LOCATIONS = FILES / "locations_2021.csv"


def test_services_are_taken_without_leading_blanks_and_doubled_kinds() -> None:
    book = read_regulator_csv([DIRECTORY])
    assert book.faults == []
    assert [(one.name, one.kind) for one in book.services] == [
        ("Orchard Row (demo)", "Homecare agencies, Supported living"),
        ("#Harbour Steps (demo)", "Residential homes"),
        ("Weald View (demo)", "Nursing homes"),
    ]
    assert book.services[0].needs == ("learning-disability", "physical-disability")
    assert {one.registration for one in book.services} == {Registration.REGISTERED}


def test_it_never_brings_a_rate_an_admission_or_an_activity() -> None:
    book = read_regulator_csv([DIRECTORY, LOCATIONS])
    assert (book.rates, book.admissions, book.activities, book.sessions) == ([], [], [], [])


def test_a_providers_own_row_gives_its_address_and_doctors_are_left_out() -> None:
    book = read_regulator_csv([DIRECTORY])
    assert [(one.name, one.postcode) for one in book.providers] == [
        ("Example Orchard Care Ltd (demo)", "ME156JQ"),
        ("Smith & Sons <Care> Ltd (demo)", None),
    ]
    assert book.notes == ["Left out, not being social care (doctors, dentists and the like): 2 rows."]


def test_a_blank_postcode_is_no_matter_and_an_unknown_one_is_remarked_upon() -> None:
    book = read_regulator_csv([DIRECTORY])
    assert [one.place.postcode if one.place else None for one in book.services] == ["ME141XX", None, "ZZ999ZZ"]
    (remark,) = book.remarks
    assert (remark.line, remark.column, remark.value) == (4, "Postcode", "ZZ99 9ZZ")
    assert "taken without a place" in remark.how_to_mend


def test_the_layout_of_2021_gives_ratings_days_and_places_of_its_own() -> None:
    book = read_regulator_csv([LOCATIONS])
    first, second, third, fourth = book.services
    assert (first.rating, first.rated_on, first.kind) == (
        Rating.REQUIRES_IMPROVEMENT,
        date(2019, 6, 14),
        "Community based adult social care services",
    )
    assert (second.rating, second.rated_on, second.kind) == (
        Rating.REQUIRES_IMPROVEMENT,
        date(2020, 1, 31),
        "Care home",
    )
    assert third.place is not None
    assert (third.rating, third.place.postcode, third.place.district_code, third.place.easting) == (
        None,
        "CT169CC",
        "E07000108",
        630_000,
    )
    assert fourth.rating is None
    assert {remark.column for remark in book.remarks} == {"Rating", "Report publication date"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14/06/2019", date(2019, 6, 14)),
        ("1/2/2025 12:00:00 AM", date(2025, 1, 2)),
        ("14/06/2019 12:00:00 AM", date(2019, 6, 14)),
        ("2021-12-10", date(2021, 12, 10)),
        ("2021-12-10T00:00:00Z", date(2021, 12, 10)),
        ("2025-05-02T13:52:23Z", date(2025, 5, 2)),
    ],
)
def test_the_regulators_ways_of_writing_a_day(text: str, day: date) -> None:
    assert read_regulator_day(text) == day


@pytest.mark.parametrize("text", ["Requires improvement", "Requires Improvement", " requires  improvement "])
def test_a_rating_is_read_whatever_its_capitals(text: str) -> None:
    assert read_rating(text) is Rating.REQUIRES_IMPROVEMENT


def test_an_unknown_rating_is_refused() -> None:
    with pytest.raises(BadInput, match="none of the regulator's ratings"):
        read_rating("Splendid")


def test_commas_inside_a_specialism_do_not_part_it() -> None:
    listed = split_listed("Treatment of disease, disorder or injury,Dementia,Dementia")
    assert listed == ("Treatment of disease, disorder or injury", "Dementia")
    assert needs_of(("Learning Disabilities or autistic spectrum disorder",)) == ("learning-disability", "autism")


def test_a_row_without_ids_or_name_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "Name,CQC Location ID,CQC Provider ID,Provider name\n,1-2,1-1,One (demo)\nTwo (demo),1-3,,One (demo)\n"
        "Three (demo),1-4,1-1,\n",
        encoding="utf-8",
    )
    book = read_regulator_csv([file])
    assert [(fault.line, fault.column) for fault in book.faults] == [
        (2, "Name"),
        (3, "CQC Provider ID"),
        (4, "Provider name"),
    ]


def test_a_location_given_twice_is_taken_once(tmp_path: Path) -> None:
    again = tmp_path / "again.csv"
    again.write_bytes(DIRECTORY.read_bytes())
    book = read_regulator_csv([DIRECTORY, again])
    assert len(book.services) == 3
    assert [remark.column for remark in book.remarks if remark.column != "Postcode"] == ["CQC Location ID"] * 3


def test_the_real_directory_is_read_without_a_fault(real_files: Path) -> None:
    book = read_regulator_csv([real_files / "cqc_directory_sample.csv"])
    assert book.faults == []
    assert [(remark.line, remark.column) for remark in book.remarks] == [(436, "CQC Location ID")]
    assert (len(book.services), len(book.providers)) == (149, 159)
    assert all(one.name == one.name.strip() and one.place and one.place.easting for one in book.services)


def test_the_real_locations_of_kent_and_medway_are_all_read_with_rating_day_and_place(real_files: Path) -> None:
    book = read_regulator_csv([real_files / "cqc_kent_medway_locations_2021.csv"])
    assert (book.faults, book.remarks, len(book.services)) == ([], [], 831)
    assert all(one.rating and one.rated_on and one.place and one.place.easting for one in book.services)
    assert sum(one.rating is Rating.INADEQUATE for one in book.services) == 6
