"""The fixed words of documents, read from versioned files. A printed wording is never changed, only followed by another."""

import tomllib
from collections.abc import Mapping
from functools import cache

from brokerage.domain.errors import Unavailable
from resources import path

CURRENT_AGREEMENT_WORDING = "1"

Clauses = Mapping[str, Mapping[str, str]]


@cache
def agreement_wording(version: str) -> Clauses:
    """Return the clauses of the placement agreement, by group and name. Raises: Unavailable for a wording not shipped."""
    return _wording("agreement", version)


@cache
def receipt_wording(version: str) -> Clauses:
    """Return the sentences of a receipt, by group and name. Raises: Unavailable for a wording not shipped."""
    return _wording("receipt", version)


@cache
def decision_letter_wording(version: str) -> Clauses:
    """Return the sentences of a letter of decision, by group and name. Raises: Unavailable for a wording not shipped."""
    return _wording("decision-letter", version)


@cache
def market_sheet_wording(version: str) -> Clauses:
    """Return the sentences of a market's sheet, by group and name. Raises: Unavailable for a wording not shipped."""
    return _wording("market-sheet", version)


@cache
def competition_letter_wording(version: str) -> Clauses:
    """Return the sentences of a competition's letters, by group and name. Raises: Unavailable for a wording not shipped."""
    return _wording("competition-letter", version)


def _wording(paper: str, version: str) -> Clauses:
    try:
        words = path("wording", f"{paper}-{version}.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise Unavailable(
            f"This {paper} uses wording {version}, which this version of the program does not have: update the program."
        ) from None
    return {
        group: {name: text.strip() for name, text in clauses.items()} for group, clauses in tomllib.loads(words).items()
    }
