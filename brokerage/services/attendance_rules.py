"""Which dates count for the placements of services from a day on: bank holidays by the scheme's own rule, closures by service."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from brokerage.domain.schedule import AttendanceRules
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_policy import policy_on
from brokerage.storage.queries.uplift_scope import UpliftScope, closures_from


def attendance_rules(
    reader: Reader, scope: UpliftScope, service_ids: Collection[int], first_day: date
) -> dict[int, AttendanceRules]:
    """Return the rules by service, the scheme's as they stand on the first day."""
    policy = policy_on(reader, scope.scheme_id, first_day)
    holidays = load_bank_holidays()
    usual = AttendanceRules(bank_holidays=holidays.days, bank_holidays_known=holidays.known)
    if policy is not None:
        usual = replace(
            usual,
            bank_holiday_rule=policy.bank_holiday_rule,
            longest_half_day_minutes=policy.longest_half_day_minutes,
        )
    closed = closures_from(reader, scope, first_day)
    return {service_id: replace(usual, closures=closed.get(service_id, frozenset())) for service_id in service_ids}
