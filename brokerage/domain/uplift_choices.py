"""What an uplift may be asked for, so that nobody has to type the names of lots and providers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UpliftLot:
    """A lot of a scheme by its number."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class UpliftProvider:
    """A provider with a rate card in a scheme. `key` is what an uplift is asked for by: the council's reference, else the name."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class UpliftScheme:
    """A scheme with its lots in order and its providers by name."""

    reference: str
    title: str
    lots: tuple[UpliftLot, ...]
    providers: tuple[UpliftProvider, ...]
