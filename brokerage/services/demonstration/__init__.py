"""The demonstration council: made up from first to last, labelled so, and the same for the same day.

`database` makes the database, `loading` fills it; the other files each make one noun's rows. Nothing here reads the clock or
the network. `loading` and all it needs is loaded when a demonstration is made, not to see that one stands.
"""

from brokerage.services.demonstration.database import (
    demonstration_stands,
    make_demonstration_database,
    make_demonstration_logins,
    refuse_logins_of_a_file,
)

__all__ = [
    "demonstration_stands",
    "make_demonstration_database",
    "make_demonstration_logins",
    "refuse_logins_of_a_file",
]
