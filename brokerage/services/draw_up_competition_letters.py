"""Draws up the letters of a competition from what is on record: invitations while it is open, results once it is over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from brokerage.domain.agreement_terms import PartyTerms
from brokerage.domain.competition_letter import (
    ChosenTerms,
    FeedbackTerms,
    InvitationTerms,
    OwnOfferTerms,
    ResultTerms,
    reason_for_letter,
)
from brokerage.domain.competition_summary import AnswerGiven, AwardMade, CompetitionDetail
from brokerage.domain.competition_weighing import WeighedOffer
from brokerage.domain.market_sheet import MarketSheet
from brokerage.domain.person_record import PersonDetails
from brokerage.storage.queries.competition_letters import LetterReader

CURRENT_WORDING = "1"
"""The wording new letters are sent in; those in `resources/wording` before it stay for the letters that were."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What letters are drawn up from. `person` is read to keep the identity out of them, and for nothing else."""

    competition: CompetitionDetail
    council: PartyTerms
    person: PersonDetails
    readers: tuple[LetterReader, ...]
    today: date
    signed_by: str


@dataclass(frozen=True, slots=True)
class _Result:
    """How it came out, as one reader may be told."""

    offers: int
    chosen: ChosenTerms | None
    reasons: str | None
    is_award: bool


def sheet_as_it_stands(competition: CompetitionDetail) -> MarketSheet:
    """Return the market's sheet with the last day for answers as it is now: everybody may have been given more days."""
    return replace(competition.sheet, answers_due_on=competition.summary.answers_due_on)


def invitations(facts: LetterFacts) -> dict[int, InvitationTerms]:
    """Return the invitation to every service that was asked, by invitation, in order of the services' names."""
    sheet = sheet_as_it_stands(facts.competition)
    return {
        reader.invitation_id: InvitationTerms(
            wording=CURRENT_WORDING,
            is_demonstration=sheet.is_demonstration,
            reference=sheet.reference,
            council=facts.council,
            provider=reader.provider,
            service=reader.service,
            sheet=sheet,
            answers_due_on=sheet.answers_due_on,
            issued_on=facts.today,
            signed_by=facts.signed_by,
        )
        for reader in facts.readers
    }


def results(facts: LetterFacts) -> dict[int, ResultTerms]:
    """Return the letter to every service that offered, by invitation: the chosen one first, then in the order of the list.

    Who could not offer, or did not answer, has nothing to be told of.
    """
    award = facts.competition.award
    letters = _after_award(facts, award) if award is not None else _after_end(facts)
    return {reader.invitation_id: letter for reader, letter in letters}


def _after_award(facts: LetterFacts, award: AwardMade) -> Iterator[tuple[LetterReader, ResultTerms]]:
    by_service = {reader.service_id: reader for reader in facts.readers}
    chosen = next(offer for offer in award.weighed if offer.service_id == award.service_id)
    for offer in sorted(award.weighed, key=lambda one: one is not chosen):
        reader = by_service[offer.service_id]
        own = OwnOfferTerms(
            price=offer.price,
            unit=offer.unit,
            weekly=offer.weekly,
            starts_on=offer.starts_on,
            total=offer.total,
            feedback=tuple(_feedback(facts, reader, offer, chosen)),
        )
        allowed = {reader.service, reader.provider.name, chosen.service, chosen.provider}
        reasons = reason_for_letter(award.reasons, facts.person, _names(facts.readers) - allowed)
        result = _Result(len(award.weighed), _chosen(award, chosen), reasons, is_award=offer is chosen)
        yield reader, _letter(facts, reader, own, result)


def _chosen(award: AwardMade, chosen: WeighedOffer) -> ChosenTerms:
    if chosen.total is None:
        raise LookupError("an award without a total cannot have been made")
    return ChosenTerms(chosen.service, chosen.provider, chosen.total, award.awarded_on)


def _after_end(facts: LetterFacts) -> Iterator[tuple[LetterReader, ResultTerms]]:
    answers = {invited.invitation_id: invited.answer for invited in facts.competition.invited}
    offered = [(reader, _offer(answers[reader.invitation_id])) for reader in facts.readers]
    own = [(reader, offer) for reader, offer in offered if offer is not None]
    why = facts.competition.steps[-1].note
    for reader, offer in own:
        reasons = reason_for_letter(why, facts.person, _rivals(facts.readers, reader))
        yield reader, _letter(facts, reader, offer, _Result(len(own), None, reasons, is_award=False))


def _offer(answer: AnswerGiven | None) -> OwnOfferTerms | None:
    if (
        answer is None
        or answer.price is None
        or answer.unit is None
        or answer.weekly is None
        or answer.starts_on is None
    ):
        return None
    return OwnOfferTerms(answer.price, answer.unit, answer.weekly, answer.starts_on, None, ())


def _letter(facts: LetterFacts, reader: LetterReader, own: OwnOfferTerms, result: _Result) -> ResultTerms:
    sheet = facts.competition.sheet
    return ResultTerms(
        wording=CURRENT_WORDING,
        is_demonstration=sheet.is_demonstration,
        reference=sheet.reference,
        council=facts.council,
        provider=reader.provider,
        service=reader.service,
        scheme_reference=sheet.scheme_reference,
        scheme_title=sheet.scheme_title,
        lot=sheet.lot,
        is_award=result.is_award,
        offers=result.offers,
        own=own,
        chosen=result.chosen,
        reasons=result.reasons,
        issued_on=facts.today,
        signed_by=facts.signed_by,
    )


def _feedback(
    facts: LetterFacts, reader: LetterReader, offer: WeighedOffer, chosen: WeighedOffer
) -> Iterator[FeedbackTerms]:
    others = _rivals(facts.readers, reader)
    for own, theirs in zip(offer.parts, chosen.parts, strict=True):
        if own.points is None or own.weighted is None or theirs.weighted is None:
            raise LookupError("an award without all points cannot have been made")
        yield FeedbackTerms(
            number=own.number,
            text=own.text,
            weight=own.weight,
            points=own.points,
            weighted=own.weighted,
            chosen_weighted=theirs.weighted,
            how=own.sentence,
            reason=reason_for_letter(own.reason, facts.person, others),
        )


def _rivals(readers: Sequence[LetterReader], own: LetterReader) -> set[str]:
    """The names of the other services and providers that were asked."""
    return _names(readers) - {own.service, own.provider.name}


def _names(readers: Sequence[LetterReader]) -> set[str]:
    return {name for reader in readers for name in (reader.service, reader.provider.name)}
