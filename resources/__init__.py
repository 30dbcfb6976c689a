"""What the program ships beside its code: fonts, icons, wording, templates, demonstration data. Knows nobody."""

from pathlib import Path


def path(*parts: str) -> Path:
    """Where a shipped file lies, as in `path("fonts", "name.ttf")`.

    Raises:
        FileNotFoundError: nothing of that name is shipped.
    """
    found = Path(__file__).parent.joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"Brokerage Desk ships no file {'/'.join(parts)}.")
    return found
