"""What the law and the money say about a person, apart from who they are."""

from enum import Enum


class LegalBasis(Enum):
    """The duty or power under which support is arranged."""

    CARE_ACT = "care-act-2014"
    AFTERCARE_117 = "mental-health-act-117"
    CHILDREN_ACT = "children-act-1989"
    CHRONICALLY_SICK = "chronically-sick-act-1970"


class BudgetRoute(Enum):
    """Who holds the personal budget and pays the provider."""

    COUNCIL_MANAGED = "council-managed"
    DIRECT_PAYMENT = "direct-payment"
    INDIVIDUAL_SERVICE_FUND = "individual-service-fund"
