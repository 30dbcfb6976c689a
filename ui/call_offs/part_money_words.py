"""What is said of contribution, collector and top-up in the form. No widgets here."""

from typing import TYPE_CHECKING

from brokerage.domain.call_off_facts import PersonFacts
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import LegalBasis
from ui import formats

if TYPE_CHECKING:
    from brokerage.services.draft_looks import DraftLook

_WHO = {CollectedBy.COUNCIL: "The council", CollectedBy.PROVIDER: "The provider"}


def collector_choices(person: PersonFacts | None) -> tuple[tuple[CollectedBy | None, str], ...]:
    """As the person's record says, then each of the two; without a record the council collects."""
    recorded = None if person is None else person.contribution
    on_record = CollectedBy.COUNCIL if recorded is None else recorded.collected_by
    usual = "As on record" if recorded is not None else "As usual"
    return (None, f"{usual}: {_WHO[on_record].lower()}"), *_WHO.items()


def contribution_hint(look: "DraftLook") -> str:
    """What stands while nothing is typed, or what the record says beside what is typed."""
    recorded = None if look.person is None else look.person.contribution
    if recorded is None:
        return "Empty: none, for none is on record"
    if look.draft.contribution_weekly is not None or look.priced is None:
        return f"On record: {formats.money(recorded.weekly)}"
    taken = look.priced.contribution
    if taken is None:
        return f"Empty: none; other call-offs take the {formats.money(recorded.weekly)} on record"
    of_record = "" if taken.weekly == recorded.weekly else f" of the {formats.money(recorded.weekly)}"
    return f"Empty: {formats.money(taken.weekly)}{of_record} on record"


def may_contribute(look: "DraftLook") -> bool:
    """Whether a contribution makes sense: never for section 117 aftercare, unless one was typed that has to go."""
    is_aftercare = look.person is not None and look.person.legal_basis is LegalBasis.AFTERCARE_117
    return not is_aftercare or look.draft.contribution_weekly is not None
