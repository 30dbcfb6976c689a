import subprocess
import sys
from collections import Counter, defaultdict

import pytest

from brokerage.domain.errors import BadInput
from brokerage.exchange import postcode_directory
from brokerage.exchange.district_directory import district_name, districts
from brokerage.exchange.postcode_directory import (
    find_place,
    find_postcode,
    outcode_centre,
    postcodes_in,
)

KENT_AND_MEDWAY = ("E06000035", *(f"E070001{number:02d}" for number in range(5, 17)))


@pytest.mark.parametrize("text", ["ME14 1XX", "me141xx", "  Me14\t1xX ", "ME14\N{NO-BREAK SPACE}1XX", "m e 1 4 1 x x"])
def test_a_postcode_is_found_in_any_case_and_spacing(text: str) -> None:
    found = find_postcode(text)
    assert (found.postcode, found.outcode, found.district_code) == ("ME141XX", "ME14", "E07000110")
    assert (found.easting, found.northing) == (575937, 156314)


@pytest.mark.parametrize("text", ["ZZ1 1ZZ", "ME14 7ZZ", "QQ99 9ZZ"])
def test_a_postcode_nobody_knows_is_refused_by_name(text: str) -> None:
    with pytest.raises(BadInput, match=f"{text} is not in the directory"):
        find_postcode(text)


@pytest.fixture(scope="module")
def districts_by_outcode() -> dict[str, Counter[str]]:
    """How many postcodes of each outcode lie in which district of England and Wales."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for first_letter in postcode_directory._first_letters():
        columns = postcode_directory._read(first_letter)
        pairs = Counter(zip((filed[:4] for filed in columns["pcd"]), columns["laua"], strict=True))
        for (outcode, code), number in pairs.items():
            if isinstance(code, str) and code[0] in "EW":
                counted[outcode.rstrip()][code] = number
    return counted


@pytest.mark.parametrize(
    ("outcode", "district"),
    [
        ("ME14", "Maidstone"), ("CT1", "Canterbury"), ("TN24", "Ashford"), ("DA1", "Dartford"), ("CT16", "Dover"),
        ("DA12", "Gravesham"), ("TN13", "Sevenoaks"), ("CT20", "Folkestone and Hythe"), ("ME10", "Swale"),
        ("CT9", "Thanet"), ("TN9", "Tonbridge and Malling"), ("TN2", "Tunbridge Wells"), ("ME7", "Medway"),
        ("S1", "Sheffield"), ("S70", "Barnsley"), ("CA1", "Cumberland"), ("LA9", "Westmorland and Furness"),
        ("HG1", "North Yorkshire"), ("TA1", "Somerset"), ("CF10", "Cardiff"), ("PL1", "Plymouth"),
    ],
)  # fmt: skip
def test_the_shipped_district_names_agree_with_the_directory(
    districts_by_outcode: dict[str, Counter[str]], outcode: str, district: str
) -> None:
    ((code, _),) = districts_by_outcode[outcode].most_common(1)
    assert district_name(code) == district


def test_every_english_and_welsh_district_of_the_directory_has_a_name(
    districts_by_outcode: dict[str, Counter[str]],
) -> None:
    with_postcodes = {code for counted in districts_by_outcode.values() for code in counted}
    assert {district.code for district in districts()} == with_postcodes
    assert sum(code.startswith("E") for code in with_postcodes) == 296


def test_kent_and_medway_have_71839_postcodes_each_with_a_place() -> None:
    found = list(postcodes_in(KENT_AND_MEDWAY))
    assert len(found) == len({place.postcode for place in found}) == 71_839
    assert {place.district_code for place in found} == set(KENT_AND_MEDWAY)
    assert all(530_000 < place.easting < 645_000 and 115_000 < place.northing < 185_000 for place in found)
    of_dartford = [place for place in found if place.postcode.startswith("D")]
    assert list(postcodes_in(KENT_AND_MEDWAY, "D")) == of_dartford


def test_the_middle_of_an_outcode_lies_in_it() -> None:
    assert outcode_centre(" me14 ").asked_as == "ME14"
    assert find_place("ME14") == outcode_centre("ME14")
    assert find_place("me14 1xx").asked_as == "ME14 1XX"


@pytest.mark.parametrize(
    ("text", "words"), [("Kent", "first half"), ("ME23", "No postcode begins"), ("Z1", "No postcode")]
)
def test_an_outcode_that_is_none_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        outcode_centre(text)


def test_reading_the_directory_never_loads_pandas() -> None:
    asked = "import sys; from brokerage.exchange.postcode_directory import find_postcode; find_postcode('ME14 1XX'); "
    answered = subprocess.run(
        [sys.executable, "-c", asked + "print('pandas' in sys.modules)"], capture_output=True, text=True, check=True
    )
    assert answered.stdout.strip() == "False"
