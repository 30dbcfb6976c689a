"""Helps when the free text of a search is mistyped: what nothing is called, and which known words it may have meant."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest

from brokerage.domain.offer import SearchCriteria
from brokerage.services.administer import change_mark
from brokerage.services.find_support import find_offers
from brokerage.storage.engine import Database
from brokerage.storage.queries.search_words import search_words

MOST_SUGGESTED = 3
SHORTEST_WORD = 4
"""Shorter words are like too many others."""

MOST_WORDS, LONGEST_WORD = 12, 40
LEAST_ALIKE = 0.7
"""At most three letters in ten wrong, missing, too many or in the wrong order."""

BEGINS_ALIKE, LEAST_ALIKE_AFTER_IT = 4, 0.8
"""“cooking” and “cookery” begin with the same four letters; what follows may differ more."""

_SIGNS = "()[]{}<>.,;:!?&/'’“”\"–—-"


@dataclass(frozen=True, slots=True)
class TextSuggestion:
    """A text to search for instead, and how many services there are with it when all else is asked as before."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class TextHelp:
    """The words typed that nothing is called, and what may have been meant: first what is there, then what is likest."""

    unknown: tuple[str, ...]
    suggestions: tuple[TextSuggestion, ...]

    @property
    def title(self) -> str:
        """`Nothing is called “gardning”`, or nothing where no word is unknown."""
        words = [f"“{_cut(word)}”" for word in self.unknown]
        return f"Nothing is called {_either(words)}" if words else ""

    @property
    def question(self) -> str:
        """`Did you mean gardening or garden?`, or nothing where nothing is like it."""
        texts = [suggestion.text for suggestion in self.suggestions]
        return f"Did you mean {_either(texts)}?" if texts else ""


NO_HELP = TextHelp((), ())


def help_with_text(database: Database, criteria: SearchCriteria) -> TextHelp:
    """What is mistyped in the question's text; nothing where each of its words stands somewhere.

    The known words are read when they are first needed and again after anybody has changed anything. Raises: Unavailable.
    """
    words = criteria.text.lower().split()[:MOST_WORDS]
    if not words:
        return NO_HELP
    known = _known_words(database, change_mark(database))
    unknown = tuple(dict.fromkeys(word for word in words if not any(word in other for other in known)))
    if not unknown:
        return NO_HELP
    plain = sorted({word.strip(_SIGNS) for word in known})
    meant = {word: like_words(word, plain) for word in unknown}
    texts = _texts([meant.get(word, (word,)) for word in words]) if all(meant.values()) else ()
    found = [_suggestion(database, criteria, text) for text in texts]
    return TextHelp(unknown, tuple(sorted(found, key=lambda suggestion: not suggestion.count)))


def like_words(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words this one may have been meant to be, likest first, at most three; none for a very short or long word."""
    if not SHORTEST_WORD <= len(word) <= LONGEST_WORD:
        return ()
    # Loaded when somebody mistypes: most searches do without it.
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, JaroWinkler

    candidates = [other for other in known if len(other) >= SHORTEST_WORD and not any(map(str.isdigit, other))]
    begin_alike = [other for other in candidates if other[:BEGINS_ALIKE] == word[:BEGINS_ALIKE]]
    mistyped = process.extract(
        word, candidates, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=MOST_SUGGESTED
    )
    akin = process.extract(
        word, begin_alike, scorer=JaroWinkler.similarity, score_cutoff=LEAST_ALIKE_AFTER_IT, limit=MOST_SUGGESTED
    )
    return tuple(dict.fromkeys(other for other, _, _ in (*mistyped, *akin)))[:MOST_SUGGESTED]


@lru_cache(maxsize=1)
def _known_words(database: Database, _mark: str) -> frozenset[str]:
    with database.reading() as connection:
        return search_words(connection)


def _texts(choices: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The likest of every word, then the next; a word with no next stays at its likest."""
    in_turn = zip_longest(*choices)
    return tuple(" ".join(word or choices[place][0] for place, word in enumerate(words)) for words in in_turn)


def _either(words: list[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def _cut(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else f"{word[:LONGEST_WORD]}…"


def _suggestion(database: Database, criteria: SearchCriteria, text: str) -> TextSuggestion:
    return TextSuggestion(text, find_offers(database, replace(criteria, text=text, limit=1)).count)
