"""Numbers with the word for what is counted."""


def count(number: int, one: str, many: str | None = None) -> str:
    """Return `1 service`, `212 services`, `1,212 services`; `many` where it is more than an s, as with `lies`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
