"""Lists applications by the working days left, and shows one whole. Nothing here writes."""

from datetime import date

from brokerage.domain.application_board import ApplicationBoard, ApplicationDetail, make_board, summarise
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.storage.engine import Database
from brokerage.storage.queries import applications as queries
from brokerage.storage.queries.application_answers import answers_given, prices_offered
from brokerage.storage.queries.scheme_at_hand import scheme_now

MOST_LISTED = 500


def list_applications(
    database: Database, today: date, *, scheme: str = "", limit: int = MOST_LISTED
) -> ApplicationBoard:
    """Return the board of one scheme or of all: what waits for an answer by its due day, then the rest, the newest first.

    Raises: BadInput for an unknown scheme.
    """
    with database.reading() as reader:
        if scheme.strip():
            scheme_now(reader, scheme)
        found = queries.applications(reader, scheme=scheme, limit=limit)
    return make_board(found, today, load_bank_holidays().days)


def show_application(database: Database, reference: str, today: date) -> ApplicationDetail:
    """Return one application whole, with what its provider was refused before. Raises: RuleBroken when there is none."""
    with database.reading() as reader:
        facts = queries.application_facts(reader, reference)
        return ApplicationDetail(
            summarise(facts, today, load_bank_holidays().days),
            queries.asked_for(reader, facts.application_id),
            queries.steps_taken(reader, facts.application_id),
            queries.letters_issued(reader, facts.application_id),
            answers_given(reader, facts.application_id),
            prices_offered(reader, facts.application_id),
            queries.refused_before(reader, facts.application_id, facts.provider_id),
        )
