"""What a question can be asked with: the council's own needs, schemes, lots, outcomes, districts and languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One value a question takes: the code it is asked with, the title it is shown with, and other names it answers to."""

    code: str
    title: str
    other_names: tuple[str, ...] = ()

    def answers_to(self, name: str) -> bool:
        """Whether the name means this choice, in any case."""
        return name.strip().lower() in {word.lower() for word in (self.code, self.title, *self.other_names)}


@dataclass(frozen=True, slots=True)
class SearchChoices:
    """Each in the order to show it. A lot's code is `scheme/number`; a district's is its ONS code."""

    needs: tuple[Choice, ...]
    schemes: tuple[Choice, ...]
    lots: tuple[Choice, ...]
    outcomes: tuple[Choice, ...]
    districts: tuple[Choice, ...]
    languages: tuple[Choice, ...]
