"""What a release calls each kind of scheme, in the words beside its procurement method, and read back from them."""

from brokerage.domain.scheme import SchemeKind

KIND_WORDS = {
    SchemeKind.DPS_2015: "Dynamic purchasing system",
    SchemeKind.DYNAMIC_MARKET_2023: "Dynamic market",
    SchemeKind.FRAMEWORK: "Framework agreement",
    SchemeKind.OPEN_FRAMEWORK: "Open framework",
    SchemeKind.SPOT: "Spot purchases",
}
_BY_WORDS = {words.lower(): kind for kind, words in KIND_WORDS.items()}


def method_details(kind: SchemeKind, law: str) -> str:
    """Return the kind, and the law it runs under where that is known: `Framework agreement, Procurement Act 2023`."""
    return ", ".join(part for part in (KIND_WORDS[kind], law) if part)


def read_method_details(details: str) -> tuple[SchemeKind | None, str]:
    """Return the kind and the law that the words name; neither where they name no law: others use such words for other things."""
    words, _, law = details.partition(",")
    kind = _BY_WORDS.get(words.strip().lower())
    return (kind, law.strip()) if kind is not None and law.strip() else (None, "")
