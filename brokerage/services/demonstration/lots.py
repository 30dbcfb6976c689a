"""The lots of a scheme, each with the scheme's own rules, as rates and call-offs need them."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from brokerage.domain.call_off_facts import PolicyFacts
from brokerage.domain.period import Period
from brokerage.services.demonstration.ledger import Ledger


@dataclass(frozen=True, slots=True)
class DatedPolicy:
    """A scheme's own rules, and the days they are in force."""

    period: Period
    policy: PolicyFacts


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme that was added, with its rules over time. `last_day` is the contract's end as extended so far."""

    id: int
    reference: str
    title: str
    last_day: date
    policies: tuple[DatedPolicy, ...]


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot as the other files need it. Days are included."""

    id: int
    scheme: Scheme
    key: str
    number: str
    title: str
    needs: tuple[str, ...]
    min_age: int | None
    max_age: int | None
    registration_needed: bool
    derives_ratio: bool
    last_call_off_day: date

    @property
    def search_key(self) -> str:
        """What names the lot in a search, such as `RES-2022/1`."""
        return f"{self.scheme.reference}/{self.number}"

    def policy_on(self, day: date) -> PolicyFacts:
        """The scheme's own rules on the day."""
        return next(dated.policy for dated in self.scheme.policies if dated.period.contains(day))


@dataclass(frozen=True, slots=True)
class Market:
    """The schemes' lots by a short key, and the numbers of needs and outcomes by code."""

    lots: dict[str, Lot]
    need_ids: dict[str, int]
    outcome_ids: dict[str, int]


def add_policy(ledger: Ledger, scheme_id: int, period: Period, policy: PolicyFacts) -> DatedPolicy:
    """Adds a scheme's own rules for a time."""
    days = {"first_day": period.first_day, "last_day": period.last_day}
    ledger.add("scheme_policies", scheme_id=scheme_id, **days, **asdict(policy))
    return DatedPolicy(period, policy)


class LotMaker:
    """Adds the lots of one scheme, under the codes of the common procurement vocabulary it was advertised under."""

    def __init__(self, ledger: Ledger, market: Market, scheme: Scheme, cpv_codes: tuple[str, ...]) -> None:
        self._ledger, self._market, self._scheme, self._cpv_codes = ledger, market, scheme, cpv_codes

    def add(
        self,
        key: str,
        number: str,
        title: str,
        needs: tuple[str, ...],
        min_age: int,
        *,
        max_age: int | None = None,
        registration_needed: bool = False,
        derives_ratio: bool = False,
        closed_from: date | None = None,
        cpv_codes: tuple[str, ...] = (),
    ) -> None:
        """Adds a lot, under the scheme's codes unless it has its own; from `closed_from` on it takes no new call-offs."""
        last_call_off_day = None if closed_from is None else closed_from - timedelta(days=1)
        lot_id = self._ledger.add(
            "lots",
            scheme_id=self._scheme.id,
            number=number,
            title=title,
            min_age=min_age,
            max_age=max_age,
            registration_needed=registration_needed,
            derives_ratio=derives_ratio,
            last_call_off_day=last_call_off_day,
        )
        for need in needs:
            self._ledger.link("lot_needs", lot_id=lot_id, need_id=self._market.need_ids[need])
        for code in cpv_codes or self._cpv_codes:
            self._ledger.link("lot_cpv_codes", lot_id=lot_id, code=code)
        self._market.lots[key] = Lot(
            id=lot_id,
            scheme=self._scheme,
            key=key,
            number=number,
            title=title,
            needs=needs,
            min_age=min_age,
            max_age=max_age,
            registration_needed=registration_needed,
            derives_ratio=derives_ratio,
            last_call_off_day=last_call_off_day or self._scheme.last_day,
        )
