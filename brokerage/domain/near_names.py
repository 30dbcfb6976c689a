"""Whether a name may be another way of writing one that is known: asked about, never decided by the name alone."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from unicodedata import normalize

_LEGAL_FORMS = frozenset(("ltd", "limited", "llp", "plc", "cic", "cio", "the", "demo"))
_ALIKE = 0.9
"""How much of two names must be alike (0 to 1): one letter of ten may differ."""
_MOST_NAMED = 3


def near_names(name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return at most three of the known names that this one may mean, the nearest first.

    The form of a company does not matter; a figure does: House 1 is not House 2.
    """
    core = _core(name)
    by_core: dict[str, list[str]] = {}
    for one in known:
        if _figures(one) == _figures(name):
            by_core.setdefault(_core(one), []).append(one)
    near = get_close_matches(core, list(by_core), n=_MOST_NAMED, cutoff=_ALIKE)
    return tuple(one for match in near for one in by_core[match])[:_MOST_NAMED]


def _figures(name: str) -> list[str]:
    return re.findall(r"[0-9]+", name)


def _core(name: str) -> str:
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).split()
    return " ".join(word for word in words if word not in _LEGAL_FORMS) or " ".join(words)
