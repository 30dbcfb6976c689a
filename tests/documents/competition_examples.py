"""Made-up papers of a small competition for the tests of paper."""

from datetime import date
from decimal import Decimal

from brokerage.domain.competition import CriterionKind
from brokerage.domain.competition_letter import (
    ChosenTerms,
    FeedbackTerms,
    InvitationTerms,
    OwnOfferTerms,
    ResultTerms,
)
from brokerage.domain.market_sheet import MarketSheet, SheetCriterion
from brokerage.domain.unit import Unit
from tests.documents.agreement_examples import COUNCIL, PROVIDER

SERVICE = "The Limes <Ward & Annexe> (demo)"


def market_sheet() -> MarketSheet:
    """Two days a week for somebody of 25 to 34 in ME14."""
    return MarketSheet(
        wording="1",
        is_demonstration=True,
        reference="SC-2026-0003",
        council=COUNCIL,
        scheme_reference="ELA-2022",
        scheme_title="Everyday Life Activities, Skills Development and Training Opportunities (demo)",
        law="Public Contracts Regulations 2015",
        lot="1 Traditional day opportunities",
        needs=("Learning disability", "Autism"),
        outcode="ME14",
        week="Mon,Wed 10:00-15:00",
        week_in_words="Mon, Wed 10:00–15:00",
        ratio="1:3",
        age_band="25 to 34",
        first_day=date(2026, 12, 14),
        planned_last_day=None,
        outcomes=("Cook a meal", "Travel on their own"),
        what_matters="Trains, and a quiet room to go back to.\nNo shouting <at all> & the same faces.",
        criteria=(
            SheetCriterion(1, CriterionKind.PRICE, "Price for the week asked", 40),
            SheetCriterion(2, CriterionKind.SCORED, "How the support meets the outcomes wanted", 40, 5),
            SheetCriterion(3, CriterionKind.SCORED, "How soon it can start, and with whom", 20, 10),
        ),
        units=(Unit.SESSION, Unit.HALF_DAY, Unit.DAY),
        opened_on=date(2026, 11, 23),
        answers_due_on=date(2026, 11, 30),
        how_to_answer="By email to the address above, with the reference in the subject.",
        contact="The brokerage desk (demo), 01632 960700",
    )


def invitation() -> InvitationTerms:
    """To the first of the invited."""
    return InvitationTerms(
        wording="1",
        is_demonstration=True,
        reference="SC-2026-0003",
        council=COUNCIL,
        provider=PROVIDER,
        service=SERVICE,
        sheet=market_sheet(),
        answers_due_on=date(2026, 11, 30),
        issued_on=date(2026, 11, 23),
        signed_by="Broker (demo)",
    )


FEEDBACK = (
    FeedbackTerms(
        number=1,
        text="Price for the week asked",
        weight=40,
        points=Decimal("80.00"),
        weighted=Decimal("32.00"),
        chosen_weighted=Decimal("36.00"),
        how="£120.00 ÷ £150.00 × 100 = 80.00 points; × 40 % = 32.00.",
        reason="",
    ),
    FeedbackTerms(
        number=2,
        text="How the support meets the outcomes wanted",
        weight=60,
        points=Decimal("60.00"),
        weighted=Decimal("36.00"),
        chosen_weighted=Decimal("48.00"),
        how="3 ÷ 5 × 100 = 60.00 points; × 60 % = 36.00.",
        reason="Says what is planned <soon> & not what is done.",
    ),
)


def unsuccessful() -> ResultTerms:
    """To one whose answer came second of three."""
    return ResultTerms(
        wording="1",
        is_demonstration=True,
        reference="SC-2026-0003",
        council=COUNCIL,
        provider=PROVIDER,
        service=SERVICE,
        scheme_reference="ELA-2022",
        scheme_title="Everyday Life Activities, Skills Development and Training Opportunities (demo)",
        lot="1 Traditional day opportunities",
        is_award=False,
        offers=3,
        own=OwnOfferTerms(
            Decimal("75.00"), Unit.DAY, Decimal("150.00"), date(2026, 12, 14), Decimal("68.00"), FEEDBACK
        ),
        chosen=ChosenTerms("Orchard Day (demo)", "Orchard & Co <Care> (demo)", Decimal("84.00"), date(2026, 12, 2)),
        reasons="It has more points <than any other>, and the person liked the place.",
        issued_on=date(2026, 12, 3),
        signed_by="Broker (demo)",
    )
