"""What the council's open contracting ids begin with: a prefix of its own, or the neutral one until it has one.

Form and issuer: Open Contracting Data Standard 1.1, "Identifiers" and "Build": `ocds-` and six small letters or figures, given out
by the Open Contracting Partnership alone.
"""

import re

from brokerage.domain.errors import BadInput

NEUTRAL_PREFIX = "ocds-000000"
"""What stands before each contracting process until the council has a prefix of its own."""
HOW_TO_GET_ONE = (
    "The Open Contracting Partnership gives one to any public body that publishes: write to data@open-contracting.org with the "
    "council’s name and somebody’s email address, then keep it in Settings under Council."
)
_PREFIX = re.compile(r"ocds-[a-z0-9]{6}")


def check_prefix(text: str, field: str = "prefix") -> str:
    """Return the prefix when it has the form of one. Raises: BadInput at the field."""
    if not _PREFIX.fullmatch(text.strip()):
        raise BadInput(
            "This is no prefix: it is “ocds-” and six small letters or figures, such as ocds-b5fd17. Give it again.",
            field,
        )
    return text.strip()


def check_own_prefix(text: str, field: str = "ocid_prefix") -> str:
    """Return the prefix a council may call its own, or nothing for none. Raises: BadInput at the field."""
    if not text.strip():
        return ""
    if check_prefix(text, field) == NEUTRAL_PREFIX:
        raise BadInput(f"{NEUTRAL_PREFIX} is nobody’s: leave it empty until the council has one.", field)
    return text.strip()
