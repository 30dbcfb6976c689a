"""Turns the drivers' errors into ours. A breach of a named constraint becomes the sentence of its rule."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.orm.exc import StaleDataError

from brokerage.domain.errors import BadInput, Conflict, DeskError, RuleBroken, Unavailable

USED_REQUEST = "This form was sent already for something else. Begin a new one; nothing was changed."
SENTENCES = {
    "request_id": USED_REQUEST,
    "rates_do_not_overlap": "Two agreed rates for the same line would overlap; end the first before the second begins.",
    "rounds_do_not_overlap": "Two rounds of one scheme share no day: choose days outside the other.",
    "scheme_policies_do_not_overlap": "Standing rules of one scheme share no day: end those before on the day before.",
    "suspensions_do_not_overlap": "It is suspended on some of these days already: lift that suspension, or choose days outside it.",
    "places_not_oversold": "No place is free any more; a colleague took the last one.",
    "agreements_are_never_changed": "An issued agreement is never changed; issue the next edition.",
    "rates_are_never_edited": "An agreed rate is never edited; end it and let a new one follow.",
    "rate_lines_are_never_edited": "What a rate was agreed for is never edited; end it, and agree one for the other line.",
    "needs_of_services_are_never_edited": "A need of a service is added or taken away, never turned into another.",
    "evidence_is_never_changed": "The list a call-off was chosen from is frozen with it.",
    "audit_is_never_changed": "Audit entries are never changed.",
    "contribution_within_cost": "The contribution is more than the weekly cost.",
    "approvals_are_never_changed": "A decision once taken is kept as it was; decide anew instead.",
    "application_steps_are_never_changed": "The steps an application has taken are kept as they were.",
    "competition_steps_are_never_changed": "The steps a competition has taken are kept as they were.",
    "steps_are_never_changed": "The steps a call-off has taken are kept as they were.",
    "application_step_not_allowed": "That step does not follow from where the application stands.",
    "step_not_allowed": "That step does not follow from where the call-off stands.",
    "admission_before_award": "A service is admitted after the decision to admit it: decide on the lot first.",
    "contracts_number": "Another contract has this number already: give the one this contract is filed under.",
    "assessor_has_no_conflict": "Whoever declared a conflict of interest with the applicant stays out: a colleague has to do it.",
    "competition_criteria_are_never_changed": "The criteria of a competition stay as they were when it was opened.",
    "invitations_are_never_changed": "Who was invited to a competition is kept as it was.",
    "competition_answers_are_never_changed": "An answer once recorded is kept as it was; record the newer one.",
    "competition_scores_are_never_changed": "A score once given is kept as it was; give another, with its reason.",
    "competition_awards_are_never_changed": "The award of a competition is kept as it was.",
    "competition_letters_are_never_changed": "A letter once issued is kept as it was.",
    "competition_over_stays_over": "This competition is over already: open another for a new request.",
    "invited_are_admitted_to_the_lot": "Only services admitted to the lot are invited, and only while the competition is open.",
    "answers_come_in_time": "Answers are taken from the opening to the last day for answers: give everybody more days first.",
    "points_within_criterion": "These points are more than the criterion has, or it is weighed by price: give its score again.",
    "award_goes_to_an_offer": "A competition is awarded to one of its own offers: choose one of them.",
    "points_come_while_open": "This competition is over, so no points are given any more: its list is as it was awarded.",
    "awarded_with_its_list": "A competition is awarded with its reasons and the list that was weighed: award it in the program.",
    "called_off_as_awarded": "A call-off from a competition is for its person and with the service it was awarded to: choose "
    "another award route.",
    "one_call_off_of_an_award": "This competition was called off already: open another for a new request.",
    "offer_whole_or_absent": "An offer has its price, unit, weekly price and start; an answer without an offer has none of them.",
    "fit_given": "An answer says how it meets the need, or why it cannot: give it in the service's own words.",
    "due_after_opening": "The last day for answers is before the opening: give a later day.",
    "only_scored_have_points": "A scored criterion has its highest points, and the price has none: set the criteria again.",
    "points_not_negative": "Points are never less than none: give the score again.",
    "weight_is_a_part": "A weight is a whole percentage from 1 to 99: no single criterion decides alone.",
    "what_was_written_stands": "What was answered and offered with an application stands once a lot is decided.",
    "answers_in_days": "A scheme answers in one working day or more, and its longer time is no shorter: give both again.",
    "assessed_by_somebody": "An application is assessed by one person at least: say how many.",
    "call_offs_end_after_its_first_day": "The last day for call-offs is before the scheme begins: give a later day.",
    "value_of_a_scheme_not_negative": "The estimated value of a scheme is nothing or more: give it again.",
    "rules_count_from_nothing_up": "A standing rule counts days or weeks, and never less than none: give it again.",
    "sealed_before_it_begins": "A contract begins on the day it is sealed or later: check both days.",
    "contract_has_a_number": "The contract has no number: give the one it is filed under.",
    "contract_within_its_scheme": "A contract lies within its scheme's days: give days within them, or extend the scheme first.",
    "suspended_with_a_reason": "A suspension needs its reason: say why.",
    "suspended_while_admitted": "A suspension begins while the service is admitted: choose a day of its admission.",
    "moved_with_a_reason": "A change of ownership needs its reason: say why.",
    "news_said_by_somebody": "News of places names who said it.",
    "step_with_its_reason": "This step needs its reason in writing: say why.",
    "day_of_receipt_is_kept": "The day an application came in is kept as it was.",
    "longer_time_once_with_reason": "The time to answer is made longer once, with its reason: answer by the day it is due.",
    "declared_conflict_stands": "A declared conflict of interest stands: a colleague has to assess this application.",
    "asks_its_own_scheme_and_services": "An application asks for lots of one scheme, and for services of the provider who applies.",
    "lot_takes_no_more_applications": "This lot had ended when the application came in: nobody joins it any more.",
    "outcome_follows_its_decision": "What becomes of a lot follows from its decision: decide on it first.",
    "decided_lot_by_lot": "An application is decided once each of its lots is.",
    "decision_follows_assessment": "A lot is decided while its application is assessed: score it first.",
    "question_of_the_lot": "This question is another lot's: choose one that the lot asks.",
    "admission_within_its_contract": "An admission lies within its contract's days: choose days within them.",
    "admissions_do_not_overlap": "The service is admitted to the lot on some of these days already: choose days after those.",
    "rate_as_its_lot_allows": "The lot is not priced by this unit or at this ratio: choose one that it allows.",
    "uplifts_are_never_edited": "An uplift is kept as it was applied; before its first day it is taken back whole.",
    "bytes_as_counted": "A document holds the bytes that were counted: add it again.",
    "called_off_while_admitted": "A call-off starts while the service is admitted to the lot: choose a day of its admission.",
    "called_off_while_not_suspended": "The service is suspended on this first day: choose a day after the suspension.",
    "documents_are_never_edited": "A document is kept as it was received; remove it with a reason, or add the newer one.",
    "size_in_reach": "A document holds from one byte to 10 MB: save it smaller, then add it again.",
    "signed_copy_of_a_contract": "A signed copy belongs to a contract: name the contract, or choose another kind of document.",
    "questions_are_never_edited": "A question is kept as it was asked: ask another in its place.",
    "questions_change_between_applications": "Applications for this lot are under way: decide them, then change what it asks.",
    "question_is_asked_no_more": "This question is asked no more: look at the lot’s questions again.",
    "points_within_question": "These points are more than the question has: give its score again.",
    "scores_are_never_changed": "A score once given is kept as it was; give another, with its reason.",
    "decisions_are_never_changed": "A decision on a lot is kept as it was; the provider may apply again.",
    "letters_are_never_changed": "A letter once issued is kept as it was.",
    "admission_events_are_never_changed": "What happened to an admission is kept as it was.",
    "service_transfers_are_never_changed": "A change of ownership is kept as it was; record another.",
    "places_news_are_never_changed": "News of places is kept as it was; record newer news.",
    "uplift_rates_are_never_changed": "What an uplift did is kept as it was.",
    "taken_back_before_its_first_day": "An uplift is taken back before its first day; from then on, agree new rates instead.",
    "notice_ocid": "Another scheme was started from this notice already: look for it in the list of schemes.",
    "extension_out_of_order": "Extensions are taken in their order: decide on the one before first.",
    "terms_taken_are_kept": "A term once taken by its decision is kept as it was; only the reference of the decision is corrected.",
    "decision_whole_or_absent": "A term is taken by a decision: give its reference and its day.",
    "months_in_reach": "A term lasts from 1 to 600 months: give its length again.",
    "reasons_given": "A decision needs its reasons: the letter gives them to the provider, lot by lot.",
    "reason_given": "A reason is needed: say why.",
    "price_above_zero": "A price must be more than nothing.",
    "days_in_reach": "A rate's days must lie between 1 Jan 2000 and 31 Dec 2269.",
    "days_in_order": "The last day is before the first day.",
}


@contextmanager
def translated_failures() -> Iterator[None]:
    """Runs the block; raises Conflict, RuleBroken or Unavailable for what the database reports. Ours pass through."""
    try:
        yield
    except DeskError:
        raise
    except StaleDataError as error:
        raise Conflict("A colleague changed this meanwhile. Look at it again, then decide.") from error
    except DBAPIError as error:
        raise _translated(error) from error
    except OverflowError as error:  # SQLite's driver refuses what no column of numbers holds
        raise BadInput(_TOO_LARGE) from error
    except UnicodeEncodeError as error:  # half a sign, as a damaged file may hold
        raise BadInput(_NO_TEXT) from error


_TOO_LARGE = "A number is larger than any that is kept: check it."
_NO_TEXT = "A text holds a sign that cannot be kept: take it out, or type it again."
_NO_TABLES = "This database has no brokerage tables yet. Run “brokerage migrate”, or choose another database."
_NOT_LET_IN = (
    "The database server does not let this login in. Nothing was changed; check it, or ask the server’s administrator."
)
_NO_LEAVE = "This login may not do that in this database. Nothing was changed; ask its administrator."
# How PostgreSQL and SQLite put it, in order: what comes first is the closer word.
_OUT_OF_REACH = {
    "invalid connection option": "The database's address has a setting after the ? that the driver does not know: check it.",
    "permission denied": _NO_LEAVE,
    "must be owner": _NO_LEAVE,
    "is not permitted to log in": _NOT_LET_IN,
    "authentication failed": _NOT_LET_IN,
    "no pg_hba.conf entry": _NOT_LET_IN,
    "read-only transaction": "This server only reads at present, as a standby does. Nothing was changed; check the address.",
    "already exists": "This database has other tables of the same names already. Nothing was changed; choose an empty database.",
    "statement timeout": "The database took longer than it allows itself. Nothing was changed; try again.",
    "No space left": "The disk of the database is full. Nothing was changed; ask its administrator for space, then try again.",
    "no such table": _NO_TABLES,
    "does not exist": _NO_TABLES,
    "not a database": "This file is no database. Nothing was changed; choose another file.",
    "malformed": "The database file is damaged. Nothing was changed; go back to a copy of it, or choose another file.",
    "readonly database": "The database file may only be read. Nothing was changed; ask for leave to write it and its folder.",
    "unable to open": "The database file cannot be opened: it, or its folder, may not be read or written. Nothing was changed; ask "
    "for leave to do so, or choose another file.",
    "disk I/O": "The disk failed while the database was read or written. Nothing was changed; check the disk, then try again.",
    "full": "The disk is full. Nothing was changed; free some space, then try again.",
}
_NO_SUCH = re.compile(r'FATAL: +(database|role) ".*" does not exist')
_NOT_THERE = {
    "database": "The server has no database of this name. Nothing was changed; check the name at the end of the address.",
    "role": "The server knows no login of this name. Nothing was changed; check the address, or ask its administrator.",
}


def _translated(error: DBAPIError) -> Exception:
    text = str(error.orig)
    for name, sentence in SENTENCES.items():
        if re.search(rf"\b\w*{name}\b", text):
            return RuleBroken(sentence)
    if isinstance(error, IntegrityError):
        return error
    if "cannot contain NUL" in text:
        return BadInput(_NO_TEXT)
    if "out of range" in text:
        return BadInput(_TOO_LARGE)
    if "locked" in text or "deadlock" in text or "lock timeout" in text:
        return Conflict("A colleague is saving at this moment. Nothing was changed; try again.")
    return _out_of_reach(error, text) or error


def _out_of_reach(error: DBAPIError, text: str) -> Unavailable | None:
    not_there = _NO_SUCH.search(text)
    if not_there:
        return Unavailable(_NOT_THERE[not_there[1]])
    for words, sentence in _OUT_OF_REACH.items():
        if words in text:
            return Unavailable(sentence)
    if isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated:
        return Unavailable("The database cannot be reached. Nothing was changed; check the address and the network.")
    return None
