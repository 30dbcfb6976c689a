"""Jobs at the desk."""

from enum import Enum


class Job(Enum):
    """What a member of staff is here to do; it decides which steps they may take."""

    PRACTITIONER = "practitioner"
    BROKER = "broker"
    APPROVER = "approver"
    COMMISSIONER = "commissioner"
    FINANCE = "finance"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
