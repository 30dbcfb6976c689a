"""The demonstration council: made up from first to last, labelled so, and the same for the same day.

`database` makes the database, `loading` fills it; the other files each make one noun's rows. Nothing here reads the clock or
the network.
"""

from brokerage.services.demonstration.database import (
    demonstration_stands,
    make_demonstration_database,
    make_demonstration_logins,
    refuse_logins_of_a_file,
)
from brokerage.services.demonstration.loading import Demonstration, load_demonstration, make_demonstration

__all__ = [
    "Demonstration",
    "demonstration_stands",
    "load_demonstration",
    "make_demonstration",
    "make_demonstration_database",
    "make_demonstration_logins",
    "refuse_logins_of_a_file",
]
