"""About 120 providers, and what each of them runs: care homes for the residential scheme, services for everyday life."""

from collections.abc import Iterator

from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.lots import Market
from brokerage.services.demonstration.made import MadeService, Trouble
from brokerage.services.demonstration.places import Places
from brokerage.services.demonstration.services import ServiceMaker
from brokerage.services.demonstration.words import labelled, words

HOME_PROVIDERS = 55
EVERYDAY_PROVIDERS = 45
MICRO_ENTERPRISES = 20
HOMES = 170
EVERYDAY_SERVICES = 160
_HOME_LOTS = ("res-ld",) * 5 + ("res-pd",) * 3 + ("res-mh",) * 3
_EVERYDAY_LOTS = ("day", "day", "skills", "evening", "children", "day", "evening", "skills", "children", "lunch")
_EVERY_SO_MANY = 6
"""One service in six has something odd about it."""


def make_providers(ledger: Ledger, market: Market, places: Places) -> list[MadeService]:
    """Adds providers and services; returns the services in order."""
    maker = ServiceMaker(ledger, market, places)
    services: list[MadeService] = []
    homes = _add_providers(ledger, places, HOME_PROVIDERS, "residential_second")
    home_names, troubles = _names(ledger, "home_first", "home_second"), _troubles()
    for number in range(HOMES):
        provider = homes[number] if number < len(homes) else ledger.chance.choice(homes)
        services.append(
            maker.add_home(*provider, next(home_names), _HOME_LOTS[number % len(_HOME_LOTS)], next(troubles))
        )
    everyday = _add_providers(ledger, places, EVERYDAY_PROVIDERS, "everyday_second")
    hub_names = _names(ledger, "hub_first", "hub_second")
    for number in range(EVERYDAY_SERVICES):
        provider = everyday[number] if number < len(everyday) else ledger.chance.choice(everyday)
        lot_key = _EVERYDAY_LOTS[number % len(_EVERYDAY_LOTS)]
        services.append(maker.add_everyday(*provider, next(hub_names), lot_key, next(troubles)))
    services.extend(
        maker.add_everyday(*provider, provider[1].removesuffix(" (demo)"), "micro", next(troubles))
        for provider in _add_micro_enterprises(ledger, places)
    )
    return services


def _add_providers(ledger: Ledger, places: Places, number: int, second: str) -> list[tuple[int, str]]:
    names = _names(ledger, "provider_first", second)
    return [
        _add_provider(ledger, places, next(names), ledger.chance.choice(words("legal_forms"))) for _ in range(number)
    ]


def _add_micro_enterprises(ledger: Ledger, places: Places) -> list[tuple[int, str]]:
    names = _names(ledger, "micro_first", "micro_second")
    return [_add_provider(ledger, places, next(names), "") for _ in range(MICRO_ENTERPRISES)]


def _add_provider(ledger: Ledger, places: Places, name: str, legal_form: str) -> tuple[int, str]:
    number = len(ledger.tables.get("providers", ())) + 1
    full_name = labelled(f"{name} {legal_form}".strip())
    place = places.next()
    ledger.add(
        "providers",
        name=full_name,
        council_reference=f"PR-{number:04d}",
        company_number=f"DEMO{number:04d}" if legal_form in ("Ltd", "CIC", "LLP") else None,
        charity_number=f"DEMO-{number:04d}" if legal_form == "Charity" else None,
        regulator_id=f"1-DEMO{number:04d}",
        address=places.address(place),
        postcode=place.postcode,
        phone=f"01632 960{500 + number}",
        email=f"office@provider-{number}.example",
        is_demonstration=True,
    )
    return number, full_name


def _names(ledger: Ledger, first: str, second: str) -> Iterator[str]:
    """Every pair of words once, in an order of chance."""
    pairs = [f"{one} {two}" for one in words(first) for two in words(second)]
    ledger.chance.shuffle(pairs)
    return iter(pairs)


def _troubles() -> Iterator[Trouble | None]:
    """Nothing odd about most, and each trouble in its turn."""
    while True:
        for trouble in Trouble:
            yield from (None,) * (_EVERY_SO_MANY - 1)
            yield trouble
