"""The letters an applicant is sent."""

from enum import Enum


class LetterKind(Enum):
    """What a letter says: that the application came, or what was decided of it, lot by lot."""

    RECEIPT = "receipt"
    DECISION = "decision"
