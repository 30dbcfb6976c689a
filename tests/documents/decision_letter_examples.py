"""Made-up letters of decision for the tests of paper."""

from datetime import date
from decimal import Decimal

from brokerage.domain.decision_letter import CriterionTerms, DecisionLetterTerms, LotDecisionTerms
from tests.documents.agreement_examples import COUNCIL, PROVIDER

ADMITTED_LOT = LotDecisionTerms(
    service="The Limes <Ward & Annexe> (demo)",
    lot="1 Older people",
    is_admitted=True,
    reasons="Every criterion is met.",
    feedback="",
    decided_on=date(2026, 11, 16),
    total=Decimal("72.00"),
    criteria=(
        CriterionTerms("1", "Insured for 5 million pounds", "", is_met=True),
        CriterionTerms("2", "How people choose what they learn", "4 of 5, at least 3 needed", is_met=True),
    ),
)
REFUSED_LOT = LotDecisionTerms(
    service="The Limes <Ward & Annexe> (demo)",
    lot="3 Nursing",
    is_admitted=False,
    reasons="No nurse is on duty at night.",
    feedback="Show a rota with a nurse for every night.",
    decided_on=date(2026, 11, 17),
    total=None,
    criteria=(CriterionTerms("1", "A nurse at all hours", "", is_met=False),),
)


def mixed_letter() -> DecisionLetterTerms:
    """Admitted to one lot, refused in another."""
    return DecisionLetterTerms(
        wording="1",
        is_demonstration=True,
        reference="AP-2026-0007",
        council=COUNCIL,
        provider=PROVIDER,
        scheme_reference="RCH-2022",
        scheme_title="Residential Care Home Services",
        law="Public Contracts Regulations 2015",
        received_on=date(2026, 11, 2),
        issued_on=date(2026, 11, 18),
        lots=(ADMITTED_LOT, REFUSED_LOT),
        signed_by="Commissioner (demo)",
    )
