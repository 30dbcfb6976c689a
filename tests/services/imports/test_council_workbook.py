"""The council's own workbook: what becomes of its rows, and which are refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from brokerage.domain.import_report import ImportOutcome, ImportReport, NounCount
from brokerage.services.places_news import record_places_news
from brokerage.storage.tables.providers import ActivityRow, ActivitySessionRow, ProviderRow, ServiceRow
from brokerage.storage.tables.rates import RateRow
from tests.builders import NOW, Desk
from tests.services.imports.council_rows import RATE_HEADINGS, columns, unchanged_only


def test_a_council_workbook_becomes_services_that_can_be_found_and_priced(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    report = take_in()
    assert (report.outcome, report.applied, report.faults, report.not_admitted) == (ImportOutcome.APPLIED, True, (), ())
    assert report.counts == (
        NounCount("providers", new=1),
        NounCount("services", new=1),
        NounCount("needs of services", new=1),
        NounCount("activities", new=1),
        NounCount("outcomes of activities", new=1),
        NounCount("sessions", new=2),
        NounCount("admissions", new=1),
        NounCount("rates", new=2),
    )
    assert columns(council, ProviderRow.name, ProviderRow.company_number, ProviderRow.is_demonstration) == [
        ("Smith & Sons <Care> Ltd (demo)", "01234567", True)
    ]
    assert columns(
        council, ServiceRow.postcode, ServiceRow.district_code, ServiceRow.easting, ServiceRow.weekday_mask
    ) == [("ME141XX", "E07000110", 575937, 31)]
    assert columns(council, ActivityRow.name, ActivityRow.weekday_mask) == [("Cooking together", 0b1001)]
    assert columns(council, RateRow.price, RateRow.first_day, RateRow.last_day) == [
        (Decimal("24.08"), date(2026, 4, 1), None),
        (Decimal("1035.35"), date(2026, 4, 1), None),
    ]


def test_the_search_text_holds_name_provider_place_and_activities(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    take_in()
    ((text,),) = columns(council, ServiceRow.search_text)
    for words in ("orchard row", "smith & sons <care> ltd", "me141xx", "maidstone", "cooking together"):
        assert words in str(text)
    take_in(Providers=[("Provider reference", "Provider name"), ("P1", "Renamed Care Ltd (demo)")])
    ((text,),) = columns(council, ServiceRow.search_text)
    assert "renamed care ltd" in str(text)


def test_what_refers_to_nothing_known_is_a_fault_and_nobody_is_told_twice(take_in: Callable[..., ImportReport]) -> None:
    report = take_in(
        Services=[
            ("Service reference", "Provider reference", "Service name", "Needs", "Capacity"),
            ("S1", "P1", "One (demo)", "flying", ""),
            ("S2", "P9", "Two (demo)", "", ""),
            ("S3", "P1", "Three (demo)", "", "many"),
        ],
        Activities=[
            ("Service reference", "Activity name", "Outcomes", "First day"),
            ("S1", "Cooking", "win", "2026-04-01"),
        ],
        Sessions=[
            ("Service reference", "Activity name", "Weekday", "Start", "End"),
            ("S1", "Singing", "Mon", "09:00", "10:00"),
        ],
        Admissions=[
            ("Service reference", "Scheme", "Lot", "Admission reference", "First day"),
            ("S1", "ELA", "7", "C-1", "2026-04-01"),
            ("S2", "ELA", "1", "C-2", "2026-04-01"),
            ("S3", "ELA", "1", "C-3", "2026-04-01"),
        ],
        Rates=[
            RATE_HEADINGS,
            ("S1", "NEW", "1", "care", "day", "70.70", "2026-04-01", ""),
            ("S8", "ELA", "1", "care", "day", "70.70", "2026-04-01", ""),
        ],
    )
    assert [(one.sheet, one.line, one.column, one.value) for one in report.faults] == [
        ("Activities", 2, "Outcomes", "win"),
        ("Admissions", 2, "Lot number", "7"),
        ("Rates", 2, "Scheme reference", "NEW"),
        ("Rates", 3, "Service reference", "S8"),
        ("Services", 2, "Needs", "flying"),
        ("Services", 3, "Provider reference", "P9"),
        ("Services", 4, "Capacity", "many"),
        ("Sessions", 2, "Activity name", "Singing"),
    ]


def test_two_rows_for_one_thing_are_a_fault_that_names_both_lines(take_in: Callable[..., ImportReport]) -> None:
    report = take_in(
        Providers=[
            ("Provider reference", "Provider name", "Company number"),
            ("P1", "One", "1234567"),
            ("P2", "Two", "01234567"),
        ],
        Activities=[("Service reference", "Activity name", "First day"), *[("S1", "Cooking", "2026-04-01")] * 2],
        Sessions=[],
        Admissions=[
            ("Service reference", "Scheme", "Lot", "Admission reference", "First day"),
            ("S1", "ELA", "1", "C-1", "2026-04-01"),
            ("S1", "ELA", "1", "C-2", "2026-05-01"),
        ],
        Rates=[
            RATE_HEADINGS,
            ("S1", "ELA", "1", "care", "day", "70.70", "2026-04-01", "2026-12-31"),
            ("S1", "ELA", "1", "care", "day", "72.00", "2026-10-01", ""),
        ],
    )
    assert [(one.sheet, one.line, one.column) for one in report.faults if one.sheet != "Sessions"] == [
        ("Activities", 3, "Activity name"),
        ("Admissions", 3, "First day"),
        ("Providers", 3, "Company number"),
        ("Rates", 3, "First day"),
    ]
    assert "Lines 2 and 3" in report.faults[-2].how_to_mend


def test_a_number_that_belongs_to_another_provider_is_a_fault(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    council.provider("Other Care Ltd (demo)", council_reference="P0", regulator_id="1-900000077")
    report = take_in(
        Providers=[
            ("Provider reference", "Provider name", "Regulator provider id"),
            ("P0", "A", "1-900000077"),
            ("P1", "B", ""),
        ]
    )
    assert report.applied
    report = take_in(
        Providers=[("Provider reference", "Provider name", "Regulator provider id"), ("P1", "B", "1-900000077")]
    )
    assert "belongs to “A” already" in report.faults[0].how_to_mend


def test_a_later_first_day_ends_the_rate_before_it_and_follows(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    first = ("S1", "ELA", "1", "care", "week", "£1,450.00", "2026-04-01", "")
    take_in(Rates=[RATE_HEADINGS, first])
    report = take_in(Rates=[RATE_HEADINGS, ("S1", "ELA", "1", "care", "week", "1508", "2027-04-01", "")])
    assert report.count_of("rates") == NounCount("rates", new=1, changed=1)
    assert columns(council, RateRow.first_day, RateRow.last_day, RateRow.price) == [
        (date(2026, 4, 1), date(2027, 3, 31), Decimal(1450)),
        (date(2027, 4, 1), None, Decimal(1508)),
    ]
    assert unchanged_only(
        take_in(Rates=[RATE_HEADINGS, first, ("S1", "ELA", "1", "care", "week", "1508", "2027-04-01", "")])
    )


def test_another_price_for_an_agreed_first_day_is_refused(council: Desk, take_in: Callable[..., ImportReport]) -> None:
    take_in(Rates=[RATE_HEADINGS, ("S1", "ELA", "1", "care", "week", "1450", "2026-04-01", "")])
    report = take_in(Rates=[RATE_HEADINGS, ("S1", "ELA", "1", "care", "week", "1500", "2026-04-01", "")])
    assert "an agreed rate is never edited" in report.faults[0].how_to_mend
    assert columns(council, RateRow.price) == [(Decimal(1450),)]


def test_an_empty_cell_leaves_what_is_known_and_a_new_value_is_kept(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    headings = (
        "Service reference",
        "Provider reference",
        "Service name",
        "Postcode",
        "Capacity",
        "Places free",
        "Transport",
    )
    take_in(Services=[headings, ("S1", "P1", "One (demo)", "ME14 1XX", "8", "2", "yes")])
    report = take_in(Services=[headings, ("S1", "P1", "One (demo)", "", "", "1", "")])
    assert report.count_of("services") == NounCount("services", changed=1)
    wanted = (
        ServiceRow.postcode,
        ServiceRow.capacity,
        ServiceRow.places_free,
        ServiceRow.has_transport,
        ServiceRow.version,
    )
    assert columns(council, *wanted) == [("ME141XX", 8, 1, True, 2)]


def test_a_session_that_moved_is_written_over_the_one_it_was(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    headings = ("Service reference", "Activity name", "Weekday", "Start", "End")
    take_in(Sessions=[headings, ("S1", "Cooking together", "Mon", "09:30", "15:00")])
    report = take_in(Sessions=[headings, ("S1", "Cooking together", "Tue", "10:00", "15:00")])
    assert report.count_of("sessions") == NounCount("sessions", changed=1)
    assert columns(council, ActivitySessionRow.weekday, ActivitySessionRow.start_minute) == [(1, 600)]
    assert columns(council, ActivityRow.weekday_mask) == [(2,)]


def test_a_session_the_file_no_longer_has_stays_with_a_remark(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    take_in()
    headings = ("Service reference", "Activity name", "Weekday", "Start", "End")
    report = take_in(Sessions=[headings, ("S1", "Cooking together", "Mon", "09:30", "15:00")])
    assert "1 more session of this activity" in report.remarks[0].how_to_mend
    assert columns(council, ActivityRow.weekday_mask) == [(0b1001,)]


def test_an_activity_that_ended_needs_its_last_day_to_begin_again(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    headings = ("Service reference", "Activity name", "First day", "Last day")
    take_in(Activities=[headings, ("S1", "Cooking together", "2026-01-01", "2026-03-31")])
    report = take_in(Activities=[headings, ("S1", "Cooking together", "2026-09-01", "")])
    assert "The activity ended on 31 Mar 2026" in report.faults[0].how_to_mend


def test_news_of_places_in_a_file_never_overwrites_newer_news(
    council: Desk, take_in: Callable[..., ImportReport]
) -> None:
    def news(free: str, said_on: str) -> list[tuple[str, ...]]:
        headings = ("Service reference", "Provider reference", "Service name", "Places free", "Places said on")
        return [headings, ("S1", "P1", "Orchard Row", free, said_on)]

    take_in()
    take_in(Services=news("3", "2026-10-20"))
    ((service_id,),) = columns(council, ServiceRow.id)
    assert isinstance(service_id, int)
    record_places_news(council.database, council.broker, service_id, 2, date(2026, 10, 25), "The manager", NOW)
    take_in(Services=news("5", "2026-10-24"))
    told = (ServiceRow.places_free, ServiceRow.places_said_on, ServiceRow.places_said_by)
    assert columns(council, *told) == [(2, date(2026, 10, 25), "The manager")]
    take_in(Services=news("4", "2026-10-30"))
    assert columns(council, *told) == [(4, date(2026, 10, 30), "")]
