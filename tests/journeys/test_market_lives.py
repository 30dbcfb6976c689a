"""The whole lives of two services, in the window and by keyboard alone: from the application to the renewal."""

from decimal import Decimal
from pathlib import Path

from brokerage.domain.service import Registration
from brokerage.domain.week_wanted import parse_week
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.approve import approve
from brokerage.services.run_placement import mark_signed, start_placement
from brokerage.services.send_and_answer import accept_call_off, send_call_off
from brokerage.services.staff import work_as
from brokerage.storage.engine import Database
from tests.exchange.application_workbooks import Filled, micro_enterprise
from tests.journeys.call_off_walk import find_called, raise_selected, start_on, take_in_hand
from tests.journeys.market_walk import (
    PASSED,
    agree_rate,
    choose,
    decide,
    fill,
    go_to_section,
    moderate,
    open_application,
    score,
    seal,
    select_admission,
    selected_reference,
    send_letter,
    settled,
    take_step,
    type_day,
    uplift,
)
from tests.journeys.office import NOW, Office, Seat, WorkAsInSettings
from tests.journeys.records import assert_all_is_well, references_of
from tests.journeys.stories import somebody_of_maidstone, somebody_who_prefers_a_dearer_home
from ui.find.page import FindPage
from ui.market.applications.section import ApplicationsSection
from ui.page_name import PageName

HOME, HOME_PROVIDER = "The Limes (demo)", "The Limes Care Ltd (demo)"
WORKSHOP, WORKSHOP_PROVIDER = "The Workshop (demo)", "Wren's Workshop (demo)"
WEDNESDAY = parse_week("Wed 10:00-13:00")
SUSPENDED = "suspended from 1 Jun 2027 until 30 Jun 2027"


def test_a_care_home_nobody_knew_lives_its_whole_life(one_window: WorkAsInSettings) -> None:
    office = one_window
    story = somebody_who_prefers_a_dearer_home(office.address)
    before = references_of(office.address, story.person.person_id)
    seat = office.seat("commissioner")
    reference = record_the_home(seat)
    section = open_application(seat, reference)
    for number in ("1", "2"):
        score(seat, section, number, (PASSED, PASSED, PASSED, "4", "4", "4"))
    seat = office.seat("second-commissioner")
    section = open_application(seat, reference)
    score(seat, section, "1", (PASSED, PASSED, PASSED, "4", "4", "4"))
    score(seat, section, "2", (PASSED, PASSED, PASSED, "5", "4", "4"))
    moderate(seat, section, "2", "4", "4")
    for number in ("1", "2"):
        decide(seat, section, number, "Every criterion is met.")
    send_letter(seat, section)
    seal(seat, section, "RES-2022-C-0099", "450000", "2 Nov 2026", "31 Jul 2027")
    agree_rate(seat, "RES-2022/1", HOME, "1450", "2 Nov 2026")

    seat = office.seat("practitioner")
    take_in_hand(seat, story.person)
    find = find_called(seat, HOME, story.week, "2 Nov 2026")
    assert offered(find, HOME) == (Decimal("1450.00"), "")
    raise_selected(seat, find)
    (placement,) = references_of(office.address, story.person.person_id) - before
    let_it_run(seat.desk.database, placement)

    seat = office.seat("commissioner")
    old_and_new = uplift(seat, "RES-2022", HOME_PROVIDER, "4", "5 Apr 2027")
    assert old_and_new == (Decimal("1450.00"), Decimal("1508.00"))
    told = suspend_and_renew(seat, "RES-2022/1", HOME, "1 Nov 2027")
    assert f"Untouched: 1 placement that runs: {placement}." in told
    assert_found_through_the_year(office.seat("practitioner"), HOME, Decimal("1508.00"))
    office.close()
    assert_all_is_well(office.address)


def test_a_micro_enterprise_with_three_weekly_activities_lives_its_whole_life(office: Office, tmp_path: Path) -> None:
    person = somebody_of_maidstone(office.address, "1:3", Decimal(30))
    seat = office.seat("commissioner")
    reference = take_in_the_workbook(seat, tmp_path)
    section = open_application(seat, reference)
    score(seat, section, "4", (PASSED, PASSED, "4"))
    decide(seat, section, "4", "Every criterion is met.")
    send_letter(seat, section)
    seal(seat, section, "ELA-2022-C-0099", "30000", "9 Nov 2026", "31 Jul 2027")

    seat = office.seat("practitioner")
    take_in_hand(seat, person)
    before = references_of(office.address, person.person_id)
    find = find_called(seat, WORKSHOP, WEDNESDAY, "9 Nov 2026")
    assert offered(find, WORKSHOP) == (Decimal("24.08"), "")
    raise_selected(seat, find)
    (raised,) = references_of(office.address, person.person_id) - before

    seat = office.seat("commissioner")
    assert uplift(seat, "ELA-2022", WORKSHOP_PROVIDER, "4", "5 Apr 2027") == (Decimal("24.08"), Decimal("25.04"))
    told = suspend_and_renew(seat, "ELA-2022/4", WORKSHOP, "1 Nov 2027")
    assert raised in told
    seat = office.seat("practitioner")
    find_called(seat, WORKSHOP, WEDNESDAY)  # each with a window of their own begins anew
    assert_found_through_the_year(seat, WORKSHOP, Decimal("25.04"))
    office.close()
    assert_all_is_well(office.address)


# The commissioner


def record_the_home(seat: Seat) -> str:
    """The provider and the home are new: both are added by hand, then the application is recorded and acknowledged."""
    section = go_to_section(seat, ApplicationsSection)
    seat.press(section.record_one)
    record = section.record
    choose(seat, record.scheme, "RES-2022")
    type_day(seat, record.received, "19 Oct 2026")
    assert "It comes between rounds." in record.clock.text()
    seat.type_over(record.finder.line, HOME_PROVIDER)
    seat.press(record.add_provider)
    add_the_provider(seat, section)
    add_the_service(seat, section)
    for box in list(record.lots.boxes.values())[:2]:
        seat.press(box)
    seat.press(record.save)
    settled(seat, lambda: not record.isVisible())
    seat.press(section.view.acknowledge)
    return selected_reference(section)


def add_the_provider(seat: Seat, section: ApplicationsSection) -> None:
    form = section.record.new_provider
    fill(seat, {form.texts["address"]: "1 Example Way, Maidstone", form.texts["postcode"]: "ME14 2AA"})
    seat.press(form.save)
    settled(seat, section.record.new_service.isVisible)


def add_the_service(seat: Seat, section: ApplicationsSection) -> None:
    form = section.record.new_service
    typed = {"name": HOME, "kind": "Care home", "postcode": "ME14 1XX", "regulator_id": "1-900900900", "min_age": "18"}
    fill(seat, {form.texts[name]: words for name, words in typed.items()})
    type_day(seat, form.insurance, "31 Mar 2028")
    for need in ("Learning disability", "Physical disability"):
        seat.press(form.needs[need])
    choose(seat, form.registration, Registration.REGISTERED)
    seat.press(form.save)
    settled(seat, lambda: bool(section.record.lots.boxes))


def take_in_the_workbook(seat: Seat, folder: Path) -> str:
    """The template goes out, comes back filled in, is tried, taken in and acknowledged."""
    section = go_to_section(seat, ApplicationsSection)
    seat.press(section.record_one)
    choose(seat, section.record.scheme, "ELA-2022")
    card, template = section.record.workbook, folder / "template.xlsx"
    seat.press(card.save_template)
    seat.name_file(template)
    seat.wait(template.exists)
    needs = "Autism; Learning disability; Mental health; Physical disability; Sensory impairment"
    filled = micro_enterprise(Filled(template), "4", needs).answer("4", "3", "Wood, a garden, a stove.")
    seat.press(card.read)
    seat.name_file(filled.save(folder / "filled.xlsx"))
    settled(seat, card.take_in.isVisible)
    seat.press(card.take_in)
    settled(seat, lambda: not section.record.isVisible())
    seat.press(section.view.acknowledge)
    return selected_reference(section)


def suspend_and_renew(seat: Seat, lot: str, service: str, last_day: str) -> str:
    """Suspend the admission for June, and renew it; return what the suspension was said to do."""
    section = select_admission(seat, service, lot)
    told = take_step(seat, section, "Suspend", {"from": "1 Jun 2027", "to": "30 Jun 2027"}, "The house is mended.")
    take_step(seat, section, "Renew", {"to": last_day}, "It goes on well.")
    return told


# The practitioner


def offered(find: FindPage, service: str) -> tuple[Decimal | None, str]:
    """What the service costs a week where it is listed first, and the gate that stops it."""
    offer = next(offer for offer in find.results.table.rows if offer.service == service)
    return offer.weekly, "" if offer.gate is None else offer.gate.reason


def assert_found_through_the_year(seat: Seat, service: str, uplifted: Decimal) -> None:
    """Fail unless Find, still asking for it, has the service uplifted, suspended and renewed as it stands on each day."""
    find = seat.go_to(PageName.FIND, FindPage)
    stands = (
        ("5 Apr 2027", uplifted, ""),
        ("1 Jun 2027", uplifted, SUSPENDED),
        ("30 Jun 2027", uplifted, SUSPENDED),
        ("1 Jul 2027", uplifted, ""),
        ("1 Aug 2027", uplifted, ""),
        ("2 Nov 2027", uplifted, "admission ended 1 Nov 2027"),
    )
    for day, weekly, gate in stands:
        start_on(seat, find, day)
        assert offered(find, service) == (weekly, gate), day


def let_it_run(database: Database, reference: str) -> None:
    """Take the call-off to the running placement, as other journeys do in the window."""
    approver, broker = (work_as(database, login, NOW) for login in ("senior-approver", "broker"))
    approve(database, approver, reference, NOW)
    send_call_off(database, broker, reference, NOW)
    accept_call_off(database, broker, reference, NOW)
    issue_agreement(database, broker, reference, NOW)
    mark_signed(database, broker, reference, NOW)
    start_placement(database, broker, reference, NOW)
