"""One service: its place, its size, its rating, who it is for, and how it stands with each gate."""

from datetime import date

from brokerage.domain.period import Period
from brokerage.domain.service import Rating, Registration
from brokerage.exchange.district_directory import district_name
from brokerage.services.demonstration.ledger import Columns, Ledger
from brokerage.services.demonstration.lots import Lot, Market
from brokerage.services.demonstration.made import MadeAdmission, MadeService, Trouble
from brokerage.services.demonstration.places import Places
from brokerage.services.demonstration.words import labelled, words

# Smallest, largest and most usual number of places, as care homes for each need have them.
_PLACES = {"res-ld": (3, 10, 6), "res-pd": (4, 64, 10), "res-mh": (3, 44, 8), "micro": (1, 6, 3)}
_EVERYDAY_PLACES = (8, 40, 14)
_RATINGS = (
    (Rating.OUTSTANDING,) * 5 + (Rating.GOOD,) * 72 + (Rating.REQUIRES_IMPROVEMENT,) * 13 + (Rating.NOT_RATED,) * 10
)
_WEEKDAYS_OPEN = {"day": 31, "evening": 127, "skills": 31, "children": 127, "micro": 63, "lunch": 31}
# How many days ago a service last said how many places are free.
_NEWS = ((0, 6), (0, 6), (7, 27), (28, 89), (90, 400))
_EVERYDAY_AGES = ((18, None), (18, None), (18, 64), (16, None), (18, 65))


class ServiceMaker:
    """Adds services with their needs, languages, admissions and suspensions."""

    def __init__(self, ledger: Ledger, market: Market, places: Places) -> None:
        self._ledger, self._market, self._places = ledger, market, places

    def add_home(
        self, provider_id: int, provider: str, name: str, lot_key: str, trouble: Trouble | None
    ) -> MadeService:
        """A care home in a lot of the residential scheme."""
        lots = [self._market.lots[lot_key]]
        if lot_key == "res-ld" and self._ledger.happens(15):
            lots.append(self._market.lots["res-pd"])
        needs = tuple(dict.fromkeys(need for lot in lots for need in lot.needs))
        ages = (18, self._ledger.chance.choice((None, None, 65, 64)))
        return self._add(provider_id, provider, name, "Care home", tuple(lots), needs, ages, trouble, weekday_mask=127)

    def add_everyday(
        self, provider_id: int, provider: str, name: str, lot_key: str, trouble: Trouble | None
    ) -> MadeService:
        """A service in one or two lots of the everyday-life scheme."""
        chance = self._ledger.chance
        lots = [self._market.lots[lot_key]]
        if lot_key in ("day", "skills") and self._ledger.happens(25):
            lots.append(self._market.lots["evening"])
        needs = tuple(chance.sample(lots[0].needs, chance.randint(2, 4)))
        ages = (5, chance.choice((17, 19, 25))) if lot_key == "children" else chance.choice(_EVERYDAY_AGES)
        mask = _WEEKDAYS_OPEN[lot_key]
        return self._add(
            provider_id, provider, name, lots[0].title, tuple(lots), needs, ages, trouble, weekday_mask=mask
        )

    def _add(
        self,
        provider_id: int,
        provider: str,
        name: str,
        kind: str,
        lots: tuple[Lot, ...],
        needs: tuple[str, ...],
        ages: tuple[int | None, int | None],
        trouble: Trouble | None,
        *,
        weekday_mask: int,
    ) -> MadeService:
        ledger, chance, place = self._ledger, self._ledger.chance, self._places.next()
        number = len(ledger.tables.get("services", ())) + 1
        is_home = kind == "Care home"
        district = district_name(place.district_code) or ""
        if trouble is Trouble.AGE_LIMITED:
            ages = (50, 64) if lots[0].key != "children" else (5, 11)
        capacity = self._capacity(lots[0].key)
        rating = self._rating(trouble, is_home=is_home)
        registration = self._registration(trouble, is_home=is_home)
        insurance_last_day = ledger.day(-20 if trouble is Trouble.INSURANCE_LAPSED else chance.randint(45, 400))
        columns: Columns = {
            "provider_id": provider_id,
            "name": labelled(name),
            "council_reference": f"SV-{number:04d}",
            "kind": kind,
            "summary": chance.choice(words("summaries")),
            "address": self._places.address(place),
            "postcode": place.postcode,
            "district_code": place.district_code,
            "easting": place.easting,
            "northing": place.northing,
            "regulator_id": f"1-DEMO-S{number:04d}" if is_home else None,
            "rating": rating,
            "rated_on": None if rating is Rating.NOT_RATED else ledger.day(-chance.randint(60, 1500)),
            "registration": registration,
            "capacity": capacity,
            **self._places_free(trouble, capacity),
            "min_age": ages[0],
            "max_age": ages[1],
            "insurance_last_day": insurance_last_day,
            "weekday_mask": weekday_mask,
            "has_transport": not is_home and ledger.happens(45),
            "wheelchair_access": "physical-disability" in needs or ledger.happens(55),
            "phone": f"01632 960{number:03d}",
            "email": f"hello@service-{number}.example",
            "search_text": f"{labelled(name)} {provider} {place.outcode} {district} {kind}".lower(),
        }
        ledger.add("services", **columns)
        self._link(number, needs)
        service = MadeService(
            id=number,
            provider_id=provider_id,
            name=labelled(name),
            provider=provider,
            district=district,
            easting=place.easting,
            northing=place.northing,
            needs=needs,
            lots=lots,
            trouble=trouble,
            rating=rating,
            registration=registration,
            insurance_last_day=insurance_last_day,
            min_age=ages[0],
            max_age=ages[1],
            places_free=_whole(columns["places_free"]),
            places_said_on=_day(columns["places_said_on"]),
            admitted_from=self._admitted_from(lots[0]),
        )
        self._admit(service)
        return service

    def _capacity(self, lot_key: str) -> int:
        smallest, largest, usual = _PLACES.get(lot_key, _EVERYDAY_PLACES)
        return round(self._ledger.chance.triangular(smallest, largest, usual))

    def _rating(self, trouble: Trouble | None, *, is_home: bool) -> Rating:
        if trouble is Trouble.INADEQUATE and is_home:
            return Rating.INADEQUATE
        return self._ledger.chance.choice(_RATINGS) if is_home else Rating.NOT_RATED

    def _registration(self, trouble: Trouble | None, *, is_home: bool) -> Registration:
        if not is_home:
            return Registration.NOT_NEEDED
        odd = {Trouble.DORMANT: Registration.DORMANT, Trouble.DEREGISTERED: Registration.ENDED}
        return Registration.REGISTERED if trouble is None else odd.get(trouble, Registration.REGISTERED)

    def _places_free(self, trouble: Trouble | None, capacity: int) -> Columns:
        if trouble is Trouble.NO_NEWS:
            return {"places_free": None, "places_said_on": None, "places_said_by": ""}
        chance = self._ledger.chance
        free = 0 if trouble is Trouble.FULL else chance.randint(1, max(1, min(5, capacity // 2)))
        said_on = self._ledger.day(-chance.randint(*chance.choice(_NEWS)))
        return {"places_free": free, "places_said_on": said_on, "places_said_by": "Telephone (demo)"}

    def _link(self, service_id: int, needs: tuple[str, ...]) -> None:
        for need in needs:
            self._ledger.link("service_needs", need_id=self._market.need_ids[need], service_id=service_id)
        for language in self._ledger.chance.sample(words("languages"), self._ledger.chance.choice((0, 0, 1, 1, 2))):
            self._ledger.link("service_languages", service_id=service_id, language=language)

    def _admitted_from(self, lot: Lot) -> date:
        opened = date(2022, 6, 15) if lot.key.startswith("res") else date(2022, 10, 1)
        return opened if self._ledger.happens(60) else date(2023, self._ledger.chance.randint(1, 12), 1)

    def _admit(self, service: MadeService) -> None:
        if service.trouble is Trouble.NEVER_ADMITTED:
            return
        ledger = self._ledger
        if service.trouble is Trouble.NOT_YET_ADMITTED:
            service.admitted_from = ledger.day(75)
        last_day = ledger.day(-45) if service.trouble is Trouble.ADMISSION_ENDED else None
        for lot in service.lots:
            service.admissions[lot.key] = self._add_admission(service, lot, Period(service.admitted_from, last_day))

    def _add_admission(self, service: MadeService, lot: Lot, period: Period) -> MadeAdmission:
        reference = f"{lot.scheme.reference.split('-')[0]}-{service.id:04d}-{lot.id}"
        admission_id = self._ledger.add(
            "admissions",
            service_id=service.id,
            lot_id=lot.id,
            reference=reference,
            first_day=period.first_day,
            last_day=period.last_day,
            sealed_on=period.first_day if period.first_day <= self._ledger.today else None,
        )
        suspensions = self._suspend(admission_id) if service.trouble is Trouble.SUSPENDED else ()
        return MadeAdmission(admission_id, reference, period, suspensions)

    def _suspend(self, admission_id: int) -> tuple[Period, ...]:
        ledger, chance = self._ledger, self._ledger.chance
        period = Period(ledger.day(-30), chance.choice((None, ledger.day(28), ledger.day(90))))
        ledger.add(
            "suspensions",
            admission_id=admission_id,
            first_day=period.first_day,
            last_day=period.last_day,
            reason=chance.choice(words("suspension_reasons")),
        )
        return (period,)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
