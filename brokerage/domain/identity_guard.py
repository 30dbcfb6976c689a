"""Keeps who a person is out of what the market reads (rules.md 16): finds any part of an identity in a text typed by hand.

Capitals, accents, spaces and marks make no difference. Refusing one word too many is safe, letting one through is not; so a
text with a word that only happens to be the person's name is refused as well, and can be said otherwise.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from brokerage.domain.person_record import PersonDetails

_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_MARKS = r"[\W_]*"
_WORD_BEGINS, _WORD_ENDS = r"(?<![^\W_])", r"(?![^\W_])"
_SHORTEST_NAME_READ_ACROSS_BLANKS = 5
"""From here on a name is found with a blank anywhere in it; a shorter one would be found in "in a" or "to be"."""
_SAYS_NO_NAME = frozenset({
    "advocate", "al", "and", "ap", "attorney", "aunt", "bin", "brother", "by", "council", "cousin", "da", "dad", "daughter",
    "de", "del", "deputy", "der", "di", "dr", "father", "for", "friend", "grandfather", "grandmother", "guardian", "her",
    "his", "husband", "la", "le", "miss", "mother", "mr", "mrs", "ms", "mum", "mx", "neighbour", "nephew", "niece", "of",
    "on", "parent", "parents", "partner", "prof", "sister", "solicitor", "son", "the", "their", "to", "uncle", "van", "von",
    "wife",
})  # fmt: skip
"""Titles, kinship and particles: they stand in a name's field and name nobody alone."""
_SAYS_NO_PLACE = frozenset({"apartment", "cottage", "farm", "flat", "house", "room", "the", "unit"})


@dataclass(frozen=True, slots=True)
class _Secret:
    """One way in which a part of the identity may be written; `words` say which part, never the part itself."""

    words: str
    pattern: str


def part_of_identity_in(text: str, person: PersonDetails, public: Iterable[str] = ()) -> str | None:
    """Return which part of the person's identity the text holds, as `the person's NHS number`; None where it holds none.

    `public` are texts that everybody knows, such as the council's own address: a line of the person's address that stands in
    one of them, such as the town, gives nothing away.
    """
    folded, known = _fold(text), tuple(_fold(each) for each in public)
    lines = (secret for secret in _address(person) if not any(re.search(secret.pattern, each) for each in known))
    secrets = (*_numbers(person), *_birth_date(person.born_on), *_names(person), *lines)
    return next((secret.words for secret in secrets if re.search(secret.pattern, folded)), None)


def _numbers(person: PersonDetails) -> Iterator[_Secret]:
    numbers = (
        ("the person's NHS number", person.nhs_number),
        ("the person's case number", person.case_number),
        ("the person's reference", person.reference),
        ("the person's full postcode", person.postcode),
    )
    for words, number in numbers:
        letters = _letters(number)
        if letters:
            yield _Secret(words, _number_pattern(letters))


def _birth_date(born_on: date) -> Iterator[_Secret]:
    for pattern in _day_patterns(born_on):
        yield _Secret("the person's birth date", pattern)


def _names(person: PersonDetails) -> Iterator[_Secret]:
    held = (
        ("the person's name", person.given_name),
        ("the person's name", person.family_name),
        ("the name of the person's representative", person.representative),
    )
    for words, name in held:
        parts = [letters for letters in map(_letters, re.split(r"[\W_]+", _fold(name))) if letters]
        whole = "".join(parts)
        tellings = {whole, *(part for part in parts if len(part) > 1 and part not in _SAYS_NO_NAME)} - {""}
        if len(whole) > 1:
            yield from (_Secret(words, _name_pattern(each)) for each in sorted(tellings))
            yield _Secret(words, _words_pattern(parts))


def _address(person: PersonDetails) -> Iterator[_Secret]:
    for line in re.split(r"[,;\n]", person.address):
        words = [_letters(word) for word in line.split()]
        street = [word for word in words if word and not any(letter.isdigit() for letter in word)]
        if sum(map(len, street)) > 1 and not set(street) <= _SAYS_NO_PLACE:
            yield _Secret("the person's address", _name_pattern("".join(street)))


def _day_patterns(day: date) -> Iterator[str]:
    """The day as `12/11/2008`, `2008-11-12`, `12 November 2008`, `Nov 12`, `12112008` and their like."""
    number, month = f"0*{day.day}", f"0*{day.month}"
    year = f"(?:{day.year}|{day.year % 100:02d})"
    full = _FULL_MONTHS[day.month - 1]
    name = f"(?:{full}|{full[:3]}t?)"
    gap = r"[\W_]+"
    yield rf"(?<!\d){number}{gap}{month}{gap}{year}(?!\d)"
    yield rf"(?<!\d){month}{gap}{number}{gap}{year}(?!\d)"
    yield rf"(?<!\d){day.year}{gap}{month}{gap}{number}(?!\d)"
    yield rf"(?<!\d)(?:{day:%d%m%Y}|{day:%Y%m%d}|{day:%d%m%y})(?!\d)"
    yield rf"(?<!\d){number}{_MARKS}(?:st|nd|rd|th)?{_MARKS}(?:of)?{_MARKS}{name}(?![^\W\d_])"
    yield rf"(?<![^\W\d_]){name}{_MARKS}(?:the)?{_MARKS}{number}(?!\d)"


def _number_pattern(letters: str) -> str:
    """The letters and digits with any marks between them, and no further digit beside a digit at an end."""
    before = r"(?<!\d)" if letters[0].isdigit() else ""
    after = r"(?!\d)" if letters[-1].isdigit() else ""
    return before + _MARKS.join(map(re.escape, letters)) + after


def _name_pattern(name: str) -> str:
    """The name as a word of its own, its plural and possessive, and spelt out letter by letter."""
    marks = _MARKS if len(name) >= _SHORTEST_NAME_READ_ACROSS_BLANKS else ""
    spelt = r"[\W_]+".join(map(re.escape, name))
    return _as_words(f"(?:{marks.join(map(re.escape, name))}|{spelt})", name)


def _words_pattern(words: list[str]) -> str:
    """The words in their order, with any marks or none between them."""
    return _as_words(_MARKS.join(map(re.escape, words)), "".join(words))


def _as_words(pattern: str, letters: str) -> str:
    """The pattern as words of their own; anywhere for letters of a script that may put no blank between words."""
    return f"{_WORD_BEGINS}{pattern}s?{_WORD_ENDS}" if letters.isascii() else pattern


def _letters(text: str) -> str:
    """Only the letters and digits, folded."""
    return re.sub(r"[\W_]+", "", _fold(text))


def _fold(text: str) -> str:
    """The text in small letters, without accents and without characters that take no room."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in parts if unicodedata.category(letter) not in {"Mn", "Cf", "Me"})
