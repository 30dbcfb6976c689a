"""Two changes that meet: theirs goes into the form where mine left it as it was; where both changed, mine stands."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.conflicts import FieldWords, differences, sum_up
from ui.widgets.conflict_panel import ConflictPanel


@dataclass(frozen=True, slots=True)
class Note:
    """A made-up thing with two fields."""

    title: str
    words: str


WORDS: tuple[FieldWords[Note], ...] = (
    FieldWords("title", "title", lambda note: note.title),
    FieldWords("words", "words", lambda note: note.words),
)
BEFORE = Note("One", "first")


def test_only_what_they_changed_is_a_difference() -> None:
    found = differences(BEFORE, Note("Mine", "first"), Note("One", "theirs"), WORDS)
    assert [(each.words, each.before, each.theirs, each.mine, each.both) for each in found] == [
        ("words", "first", "theirs", "first", False)
    ]


def test_the_same_change_by_both_is_no_quarrel() -> None:
    found = differences(BEFORE, Note("Two", "first"), Note("Two", "first"), WORDS)
    assert [each.both for each in found] == [False]


def test_what_both_changed_is_named() -> None:
    found = differences(BEFORE, Note("Mine", "mine"), Note("Theirs", "theirs"), WORDS)
    assert sum_up(found) == (
        "Changed meanwhile: title and words. You both changed title and words: yours stands until you take theirs."
    )


def test_nothing_that_differs_is_said_too() -> None:
    assert sum_up(()) == "Nothing that stands on this form is another."


def test_the_panel_puts_theirs_where_mine_left_it_and_shows_what_people_type_as_it_is(
    shown: Callable[[ConflictPanel], ConflictPanel],
) -> None:
    panel = shown(ConflictPanel())
    put: list[tuple[str, str]] = []
    panel.meet(
        BEFORE,
        Note("<b>Mine</b>", "first"),
        Note("<i>Theirs</i>", ""),
        WORDS,
        lambda name, note: put.append((name, note.title)),
    )
    assert put == [("words", "<i>Theirs</i>")]
    assert panel.lines == [
        ("Title", "One", "<i>Theirs</i>", "<b>Mine</b>", "▲ Yours"),
        ("Words", "first", "Nothing", "first", "Theirs"),
    ]
    panel.take_theirs("title")
    assert put[-1] == ("title", "<i>Theirs</i>")
    assert panel.lines[0][-1] == "Theirs"
    panel.take_theirs("title")
    assert put[-1] == ("title", "<b>Mine</b>")
    panel.clear()
    assert not panel.isVisible()
