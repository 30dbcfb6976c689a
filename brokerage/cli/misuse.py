"""Says what was wrong with the words of a command, and where its options are told."""

import re
from collections.abc import Sequence
from itertools import pairwise

from typer import TyperException

from brokerage.domain.errors import BadInput, DeskError, UnkeepableText
from brokerage.domain.fault_place import named_at

LONGEST = 300
_FILES_TO_WRITE = ("--out", "--faults-to")

# The library speaks of "input"; here it is the option that is named, and what it takes.
_IN_WORDS = (
    (r"Invalid value for '(.+?)': Input should be a valid integer.*", r"\1 takes a whole number, such as 10."),
    (r"Invalid value for '(.+?)': Input should be greater than or equal to (\S+)", r"\1 takes \2 or more."),
    (r"Invalid value for '(.+?)': Input should be less than or equal to (\S+)", r"\1 takes \2 at most."),
    (r"Missing option '(.+?)'\.?", r"\1 is missing: give it."),
    (r"Missing argument '(.+?)'\.?", r"\1 is missing: write it behind the command."),
    (r"Option '(.+?)' requires an argument\.?", r"\1 takes a value: write it behind."),
    (r"No such option: (.+)", r"There is no option \1."),
    (r"No such command (.+?)\.?(?: (Did you mean .+))?", r"There is no command \1. \2"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"There is a word too many (\1): put quotes round words with blanks."),
)  # fmt: skip


def refuse_unreadable(words: Sequence[str]) -> None:
    """Refuse words that are no text: bytes of another encoding, which no database takes. Raises: BadInput."""
    for number, word in enumerate(words, start=1):
        if "\0" in word or any("\ud800" <= sign <= "\udfff" for sign in word):
            raise BadInput(
                f"Word {number} of the command cannot be read as text (UTF-8): type it again, or save its file as UTF-8."
            )


def refuse_unnamed_file(words: Sequence[str]) -> None:
    """Refuse a file to write that is given without a name, which would be the folder one happens to be in. Raises: BadInput."""
    for option, name in pairwise([*words, "-"]):
        given, is_joined, joined = option.partition("=")
        if given in _FILES_TO_WRITE and not (joined if is_joined else name).strip():
            raise BadInput(f"{given} names no file: write the name of the file to write behind it.")


def say_failure(failure: DeskError, words: Sequence[str]) -> str:
    """Return the failure's sentence; where it speaks of a text as “it”, after the option that the text was given by."""
    if isinstance(failure, UnkeepableText) and failure.field:
        option = f"--{failure.field.replace('_', '-')}"
        given = any(word == option or word.startswith(f"{option}=") for word in words)
        return f"{option if given else failure.field}: {failure.sentence}"
    return failure.sentence


def say_fault(fault: Exception) -> str:
    """Return that the program itself is at fault, and where: never its message, which could carry a name."""
    return (
        f"This is a fault in the program, not in what you typed ({named_at(fault)}). Look at what it was about before you "
        "repeat it, and pass the words in brackets to whoever looks after the program."
    )


def say_misuse(misuse: TyperException) -> str:
    """Return what was wrong, in a sentence, and which command tells what there is."""
    said = " ".join(misuse.format_message().split())
    for form, words in _IN_WORDS:
        found = re.fullmatch(form, said)
        if found:
            said = found.expand(words).strip()
            break
    short = said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}…"
    return f"{short} “{_path_of(misuse)} --help” tells what it takes."


def _path_of(misuse: TyperException) -> str:
    context = getattr(misuse, "ctx", None)
    return str(context.command_path) if context is not None else "brokerage"
