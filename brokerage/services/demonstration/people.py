"""150 invented people with their needs, plans, outcomes, budgets and contributions."""

from datetime import date, timedelta
from decimal import Decimal

from brokerage.domain.contribution import CollectedBy, Contribution
from brokerage.domain.period import Period
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.services.demonstration.council import Staff
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Market
from brokerage.services.demonstration.made import MadeContribution, MadeMoney, MadePerson
from brokerage.services.demonstration.places import Places
from brokerage.services.demonstration.words import words

PEOPLE = 150
# Where they look for support, over and over; the weekly budget in pounds (lowest, highest, most usual) and the weeks they plan.
_SEEKING = ("day", "res-ld", "skills", "day", "res-mh", "evening", "children", "day", "res-pd", "micro")
_BUDGETS = {
    "res-ld": (1500, 3100, 2100),
    "res-pd": (1100, 2400, 1600),
    "res-mh": (900, 1900, 1200),
    "day": (150, 480, 290),
    "skills": (70, 260, 140),
    "evening": (45, 190, 90),
    "children": (60, 280, 130),
    "micro": (60, 240, 120),
}
_WEEKS = {
    "day": (
        "Mon,Wed 10:00-15:00",
        "Mon-Fri 09:30-15:30",
        "Tue,Thu 10:00-15:00",
        "Mon,Wed,Fri 10:00-15:00",
        "Tue,Wed,Thu 10:00-15:00",
    ),
    "skills": ("Mon,Thu 10:00-13:00", "Tue 10:00-15:00", "Wed,Fri 10:00-13:00"),
    "evening": ("Thu 18:00-20:30", "Tue,Fri 18:00-20:30", "Sat 10:00-15:00"),
    "children": ("Mon,Wed 15:30-18:00", "Sat 10:00-15:00", "Tue,Thu 15:30-18:00; Sat 10:00-13:00"),
    "micro": ("Tue 10:00-12:00", "Mon,Thu 10:00-12:00", "Fri 13:00-15:00"),
}
_RATIOS = ("1:1", "1:2", "1:3", "1:4", "1:4", "1:4", "1:5", "1:6", "1:8")
_ROUTES = (
    (BudgetRoute.COUNCIL_MANAGED,) * 11 + (BudgetRoute.DIRECT_PAYMENT,) * 5 + (BudgetRoute.INDIVIDUAL_SERVICE_FUND,) * 4
)
_ADULT = LegalBasis.CARE_ACT


class PersonMaker:
    """Adds one person after another."""

    def __init__(self, ledger: Ledger, market: Market, staff: Staff, places: Places) -> None:
        self._ledger, self._market, self._staff, self._places = ledger, market, staff, places
        self._names = [(given, family) for given in words("given_names") for family in words("family_names")]
        ledger.chance.shuffle(self._names)

    def add_all(self) -> list[MadePerson]:
        """Adds everybody, in order."""
        return [self._add(number) for number in range(1, PEOPLE + 1)]

    def _add(self, number: int) -> MadePerson:
        ledger, chance, place = self._ledger, self._ledger.chance, self._places.next()
        lot_key = _SEEKING[number % len(_SEEKING)]
        team = self._staff.teams[number % len(self._staff.teams)]
        needs = self._needs(lot_key)
        given, family = self._names[number]
        legal_basis = self._legal_basis(lot_key)
        born_on = self._born_on(lot_key)
        ledger.add(
            "people",
            reference=f"P-{1000 + number}",
            case_number=f"DEMO-{100_000 + number * 37}",
            nhs_number=None,
            given_name=given,
            family_name=family,
            born_on=born_on,
            address=self._places.address(place),
            postcode=place.postcode,
            district_code=place.district_code,
            easting=place.easting,
            northing=place.northing,
            legal_basis=legal_basis,
            representative=f"{chance.choice(words('given_names'))} {family}" if ledger.happens(40) else "",
            team_id=team.id,
            practitioner_id=team.practitioner_id,
            active=number % 50 != 0,
            is_demonstration=True,
        )
        for position, need in enumerate(needs):
            ledger.link("person_needs", person_id=number, need_id=self._market.need_ids[need], position=position)
        week = chance.choice(_WEEKS[lot_key]) if lot_key in _WEEKS else "Mon-Sun"
        ratio = "" if lot_key.startswith("res") else chance.choice(_RATIOS)
        budget = Decimal(round(chance.triangular(*_BUDGETS[lot_key])))
        route = BudgetRoute.COUNCIL_MANAGED if lot_key.startswith("res") else chance.choice(_ROUTES)
        return MadePerson(
            id=number,
            born_on=born_on,
            reference=f"P-{1000 + number}",
            outcode=place.outcode,
            easting=place.easting,
            northing=place.northing,
            needs=needs,
            lot_key=lot_key,
            team=team.id,
            legal_basis=legal_basis,
            week=week,
            ratio=ratio,
            outcomes=self._plan(number, lot_key, week, ratio),
            budgets=self._add_budgets(number, budget, route, lot_key),
            route=route,
            contribution=self._add_contribution(number, budget, legal_basis, lot_key),
        )

    def _needs(self, lot_key: str) -> tuple[str, ...]:
        first = {"res-ld": "learning-disability", "res-pd": "physical-disability", "res-mh": "mental-health"}
        usual = ("learning-disability", "learning-disability", "autism", "physical-disability", "mental-health")
        need = first.get(lot_key) or self._ledger.chance.choice(usual)
        others = [code for code in self._market.need_ids if code != need]
        return (need, *self._ledger.chance.sample(others, self._ledger.chance.choice((0, 0, 0, 1))))

    def _legal_basis(self, lot_key: str) -> LegalBasis:
        if lot_key == "children":
            return self._ledger.chance.choice((LegalBasis.CHILDREN_ACT, LegalBasis.CHRONICALLY_SICK))
        return LegalBasis.AFTERCARE_117 if lot_key == "res-mh" and self._ledger.happens(50) else _ADULT

    def _born_on(self, lot_key: str) -> date:
        """A birthday that gives an age within the lot; some children are about to turn eighteen."""
        chance, today = self._ledger.chance, self._ledger.today
        age = chance.randint(6, 17) if lot_key == "children" else chance.randint(19, 63)
        return date(today.year - age - 1, 1, 1) + timedelta(days=chance.randint(0, 364))

    def _plan(self, person_id: int, lot_key: str, week: str, ratio: str) -> tuple[str, ...]:
        ledger, chance = self._ledger, self._ledger.chance
        first_day = ledger.day(-chance.randint(60, 340))
        plan_id = ledger.add(
            "support_plans",
            person_id=person_id,
            first_day=first_day,
            last_day=None,
            review_on=first_day + timedelta(days=365),
            summary="A home of my own with support day and night (demo)."
            if lot_key.startswith("res")
            else "Things to do in the week that lead somewhere (demo).",
            week=week,
            ratio=ratio,
        )
        outcomes = tuple(chance.sample(sorted(self._market.outcome_ids), chance.randint(1, 3)))
        for code in outcomes:
            outcome_id = self._market.outcome_ids[code]
            ledger.link(
                "plan_outcomes", plan_id=plan_id, outcome_id=outcome_id, own_words=chance.choice(words("own_words"))
            )
        return outcomes

    def _add_budgets(self, person_id: int, weekly: Decimal, route: BudgetRoute, lot_key: str) -> tuple[MadeMoney, ...]:
        """Adds a budget since this April and the one before it."""
        this_year = self._ledger.year_start()
        budgets = (
            MadeMoney(
                Decimal(round(weekly * Decimal("0.95"))),
                Period(self._ledger.year_start(-3), this_year - timedelta(days=1)),
            ),
            MadeMoney(weekly, Period(this_year)),
        )
        cost_centre = "children" if lot_key == "children" else "adults"
        for budget in budgets:
            days = {"first_day": budget.period.first_day, "last_day": budget.period.last_day}
            of = {"person_id": person_id, "route": route, "cost_centre": cost_centre}
            self._ledger.add("budgets", **of, weekly=budget.weekly, **days)
        return budgets

    def _add_contribution(
        self, person_id: int, budget: Decimal, legal_basis: LegalBasis, lot_key: str
    ) -> MadeContribution | None:
        """Adds what the person pays: nothing for aftercare, for children, and for a third of the others."""
        chance = self._ledger.chance
        if legal_basis is not _ADULT or self._ledger.happens(33):
            return None
        is_home = lot_key.startswith("res")
        pence = chance.randint(9_000, 16_000) if is_home else chance.randint(500, min(6_000, int(budget) * 20))
        asked = Contribution(
            Decimal(pence).scaleb(-2),
            CollectedBy.PROVIDER if is_home and self._ledger.happens(55) else CollectedBy.COUNCIL,
        )
        first_day = self._ledger.year_start(-1)
        of = {"person_id": person_id, "first_day": first_day, "last_day": None}
        self._ledger.add("contributions", **of, weekly=asked.weekly, collected_by=asked.collected_by)
        return MadeContribution(asked, first_day)
