"""What one edition of an agreement says otherwise than the one it replaces, in sentences to print."""

from collections.abc import Callable

from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.domain.money import format_pounds
from brokerage.domain.period import format_day

_Said = Callable[[AgreementTerms], str]

_COMPARED: tuple[tuple[str, _Said], ...] = (
    ("Service", lambda terms: terms.service.name),
    ("Address", lambda terms: ", ".join(part for part in (terms.service.address, terms.service.postcode) if part)),
    ("Room", lambda terms: terms.service.room),
    ("First day", lambda terms: format_day(terms.first_day)),
    ("Planned end", lambda terms: "none" if terms.planned_last_day is None else format_day(terms.planned_last_day)),
    ("Days and times", lambda terms: "; ".join(f"{each.weekday} {each.times}".strip() for each in terms.attendances)),
    ("Ratio", lambda terms: terms.ratio),
    ("Transport", lambda terms: terms.transport),
    (
        "Fee lines",
        lambda terms: "; ".join(f"{line.description} {format_pounds(line.unit_price)}" for line in terms.lines),
    ),
    ("A week", lambda terms: format_pounds(terms.money.weekly)),
    ("Four weeks", lambda terms: format_pounds(terms.money.four_weekly)),
    ("Paid once", lambda terms: format_pounds(terms.money.one_off)),
    ("First year", lambda terms: format_pounds(terms.money.first_year)),
    ("Contribution a week", lambda terms: format_pounds(terms.money.contribution_weekly)),
    ("Collected by", lambda terms: "" if terms.money.collected_by is None else terms.money.collected_by.value),
    ("Top-up a week", lambda terms: format_pounds(terms.money.top_up_weekly)),
    ("Top-up paid by", lambda terms: terms.money.top_up_payer),
    ("Notice in days", lambda terms: str(terms.policy.notice_days)),
    ("Price review", lambda terms: terms.policy.price_review),
    ("Safeguarding contact", lambda terms: terms.contacts.safeguarding),
    ("Information sharing contact", lambda terms: terms.contacts.information_sharing),
)


def changes_between(old: AgreementTerms, new: AgreementTerms) -> tuple[str, ...]:
    """Return what changed, as `A week: £141.40 becomes £212.10.`, in the order of the paper."""
    compared = ((name, said(old), said(new)) for name, said in _COMPARED)
    return tuple(f"{name}: {was or 'none'} becomes {now or 'none'}." for name, was, now in compared if was != now)
