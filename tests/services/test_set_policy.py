"""A scheme's standing rules are set from a day on, corrected while they are to come, and taken back, on both databases."""

from datetime import date

import pytest
from sqlalchemy import select

from brokerage.domain.changes import Kind
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.set_policy import (
    PolicyAsked,
    list_scheme_rules,
    set_policy,
    show_scheme_rules,
    take_policy_back,
)
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.schemes import LotRow
from tests.builders import NOW, Desk
from tests.domain.example_policy import RULES, SAID
from tests.services.call_off_builders import accepted, form, listed, offer
from tests.services.rules_builders import FIRST_DAY, open_from_nothing

APRIL = date(2027, 4, 1)
MORE_NOTICE = {"notice-days": "42", "by": "Example 27/1"}


def test_a_scheme_opened_from_nothing_gets_its_rules_and_is_called_off_under(desk: Desk) -> None:
    reference = open_from_nothing(desk)
    with desk.session() as session:
        lot_id = session.scalars(select(LotRow.id)).one()
    ready = desk.ready_service(lot_id=lot_id)
    draft = form(desk.person(), ready)
    with pytest.raises(RuleBroken, match="has no rules for 7 Dec 2026"):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready)))
    done = set_policy(desk.database, desk.commissioner, PolicyAsked(reference, None, SAID), NOW)
    assert done.changed == {Kind.SCHEMES}
    assert (done.result.policy.first_day, done.result.policy.last_day, done.result.policy.rules) == (
        FIRST_DAY,
        None,
        RULES,
    )
    raised = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready))).result
    assert raised.reference


def test_new_rules_end_those_before_and_rules_to_come_are_corrected_and_taken_back(desk: Desk) -> None:
    reference = opened_with_rules(desk)
    told = set_policy(desk.database, desk.commissioner, PolicyAsked(reference, APRIL, MORE_NOTICE), NOW).result
    assert told.changes == (("Notice", "28 days", "42 days"), ("Set by", "Example 26/00200", "Example 27/1"))
    assert told.follows_until == date(2027, 3, 31)
    asked = PolicyAsked(reference, APRIL, {"payment-weeks": "2"})
    corrected = set_policy(desk.database, desk.commissioner, asked, NOW).result
    assert (corrected.corrects, corrected.changes) == (True, (("Paid every", "4 weeks", "2 weeks"),))
    first, second = show_scheme_rules(desk.database, reference).policies
    assert (first.last_day, first.rules) == (date(2027, 3, 31), RULES)
    assert (second.first_day, second.last_day) == (APRIL, None)
    assert (second.rules.notice_days, second.rules.payment_weeks, second.rules.source) == (42, 2, "Example 27/1")
    again = set_policy(desk.database, desk.commissioner, asked, NOW)
    assert (again.changed, again.result.changes) == (frozenset(), ())
    take_policy_back(desk.database, desk.commissioner, reference, APRIL, NOW)
    (alone,) = show_scheme_rules(desk.database, reference).policies
    assert (alone.first_day, alone.last_day) == (FIRST_DAY, None)
    with desk.session() as session:
        actions = session.scalars(select(AuditEntryRow.action).order_by(AuditEntryRow.id)).all()
    assert actions == ["open-scheme", "set-policy", "set-policy", "set-policy", "take-policy-back"]


def test_a_dry_run_keeps_nothing_and_a_stale_form_is_refused(desk: Desk) -> None:
    reference = opened_with_rules(desk)
    looked_at = show_scheme_rules(desk.database, reference)
    asked = PolicyAsked(reference, APRIL, MORE_NOTICE, looked_at.version)
    tried = set_policy(desk.database, desk.commissioner, asked, NOW, dry_run=True)
    assert tried.changed == frozenset()
    assert show_scheme_rules(desk.database, reference) == looked_at
    assert set_policy(desk.database, desk.commissioner, asked, NOW).result == tried.result
    with pytest.raises(Conflict, match=r"Commissioner \(demo\) changed the scheme DAY-2026 on 2 Nov 2026"):
        set_policy(desk.database, desk.commissioner, asked, NOW)
    with pytest.raises(Conflict):
        take_policy_back(desk.database, desk.commissioner, reference, APRIL, NOW, version=looked_at.version)


def test_rules_that_agreements_rest_on_are_followed_and_not_corrected(desk: Desk) -> None:
    standing = accepted(desk)
    issue_agreement(desk.database, desk.broker, standing.reference, NOW)
    reference = one_scheme_of(desk)
    early = date(2026, 12, 1)
    told = set_policy(desk.database, desk.commissioner, PolicyAsked(reference, early, MORE_NOTICE), NOW).result
    assert told.agreements == 1
    with pytest.raises(RuleBroken, match=r"rest on the rules from 1 Dec 2026 \(1 of them\)") as refused:
        set_policy(desk.database, desk.commissioner, PolicyAsked(reference, early, {"notice-days": "7"}), NOW)
    assert refused.value.field == "from"
    with pytest.raises(RuleBroken, match="rest on the rules"):
        take_policy_back(desk.database, desk.commissioner, reference, early, NOW)


def test_rules_that_cannot_be_keep_nothing(desk: Desk) -> None:
    reference = opened_with_rules(desk)
    before = show_scheme_rules(desk.database, reference)
    for day, said, field in (
        (FIRST_DAY, MORE_NOTICE, "from"),
        (APRIL, {"notice-days": "many", "by": "x"}, "notice-days"),
        (APRIL, {"by": "x" * 201}, "by"),
    ):
        with pytest.raises(BadInput) as refused:
            set_policy(desk.database, desk.commissioner, PolicyAsked(reference, day, said), NOW)
        assert refused.value.field == field
    with pytest.raises(RuleBroken, match="Only the commissioner may set a scheme’s rules"):
        set_policy(desk.database, desk.broker, PolicyAsked(reference, APRIL, MORE_NOTICE), NOW)
    assert show_scheme_rules(desk.database, reference) == before


def opened_with_rules(desk: Desk) -> str:
    reference = open_from_nothing(desk)
    set_policy(desk.database, desk.commissioner, PolicyAsked(reference, None, SAID), NOW)
    return reference


def one_scheme_of(desk: Desk) -> str:
    (scheme,) = list_scheme_rules(desk.database)
    return scheme.reference
