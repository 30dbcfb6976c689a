"""`brokerage search`: its fixed form, its refusals, and its table."""

import json
import re

import pytest

from brokerage.cli.app import main
from brokerage.storage.engine import open_database
from tests.storage.queries.random_market import write_random_market

FIELDS = {
    "service", "provider", "district", "miles", "lot", "unit", "unit_price", "weekly", "budget_left", "rating",
    "places_free", "gate",
}  # fmt: skip
POUNDS = re.compile(r"-?[0-9]+\.[0-9]{2}")


@pytest.fixture
def market_url(database_url: str) -> str:
    database = open_database(database_url)
    write_random_market(database, 11)
    database.close()
    return database_url


def ask(url: str, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["search", "--database", url, *words, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert isinstance(answer, dict)
    return answer


def offers_of(answer: dict[str, object]) -> list[dict[str, object]]:
    offers = answer["offers"]
    assert isinstance(offers, list)
    return offers


def test_the_answer_has_the_fixed_form(market_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    week = ("--week", "Mon,Wed 10:00-15:00", "--budget", "310", "--near", "ME14", "--start", "2026-12-07")
    answer = ask(market_url, capsys, *week)
    offers = offers_of(answer)
    assert set(answer) == {"count", "offers"}
    assert answer["count"] == len(offers)
    for offer in offers:
        assert set(offer) == FIELDS
        for money in ("unit_price", "weekly", "budget_left"):
            assert offer[money] is None or POUNDS.fullmatch(str(offer[money]))
        assert offer["gate"] is None or str(offer["gate"]).strip()
    assert any(str(offer["budget_left"]).startswith("-") for offer in offers)
    assert any(offer["gate"] == "not admitted" for offer in offers)


def test_every_option_is_taken_and_the_limit_leaves_the_count_alone(
    market_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = offers_of(ask(market_url, capsys, "--start", "2026-12-07"))
    limited = ask(market_url, capsys, "--start", "2026-12-07", "--limit", "2")
    assert limited["count"] == len(everything)
    assert offers_of(limited) == everything[:2]
    narrowed = ask(
        market_url, capsys, "--need", "learning-disability", "--need", "mental-health", "--scheme", "s0", "--lot", "S0/1",
        "--text", "gard", "--near", "ME14 2AA", "--miles", "40", "--district", "maidstone", "--district", "E07000113",
        "--week", "Mon x1", "--ratio", "1:3", "--budget", "£1,000", "--start", "7 Dec 2026",
    )  # fmt: skip
    count = narrowed["count"]
    assert isinstance(count, int)
    assert 0 < count < len(everything)
    assert {offer["lot"] for offer in offers_of(narrowed)} == {"Lot 0.1"}


def test_a_mistyped_text_is_answered_with_what_may_have_been_meant(
    market_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(market_url, capsys, "--text", "gardning")
    assert answer == {"count": 0, "offers": [], "suggestions": ["gardening"]}
    assert main(["search", "--database", market_url, "--text", "gardning"]) == 0
    assert "Nothing is called “gardning”. Did you mean gardening?" in capsys.readouterr().out


def test_a_text_like_nothing_has_the_fixed_form_alone(market_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(market_url, capsys, "--text", "unicorn") == {"count": 0, "offers": []}
    assert main(["search", "--database", market_url, "--text", "unicorn"]) == 0
    assert capsys.readouterr().out.endswith("Nothing is called “unicorn”.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--need", "dogs"), "no need “dogs”: there are learning-disability"),
        (("--scheme", "Moon"), "no scheme “Moon”"),
        (("--lot", "9"), "no lot “9”"),
        (("--district", "Atlantis"), "no district “Atlantis”"),
        (("--near", "dog kennel"), "not a postcode"),
        (("--near", "ME14", "--miles", "ten"), "miles cannot be read"),
        (("--miles", "10"), "Miles need a place"),
        (("--week", "Mon 15:00-10:00"), "earlier time first"),
        (("--ratio", "three"), "ratio cannot be read"),
        (("--budget", "10%"), "percent sign"),
        (("--start", "32/12/2026"), "does not exist"),
        (("--limit", "0"), "limit"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_way_to_mend_it(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    database = open_database(sqlite_url)
    write_random_market(database, 11, number_of_services=2)
    database.close()
    assert main(["search", "--database", sqlite_url, *words]) == 2
    assert sentence in capsys.readouterr().err


def test_the_table_says_what_fits_what_is_over_and_what_stops_it(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    database = open_database(sqlite_url)
    write_random_market(database, 10)
    database.close()
    week = ["--week", "Mon,Wed 10:00-15:00", "--budget", "310", "--start", "2026-12-07"]
    assert main(["search", "--database", sqlite_url, *week]) == 0
    printed = capsys.readouterr().out
    assert "for a start on 7 Dec 2026" in printed
    for words in ("✓ £", "▲ £", "◆ not admitted", "no agreed rate", "◆ nothing on at"):
        assert words in printed
    assert main(["search", "--database", sqlite_url, "--near", "ME14", "--miles", "0.001"]) == 0
    assert "Nothing answers all of this" in capsys.readouterr().out
