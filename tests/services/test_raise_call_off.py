from brokerage.domain.call_off import CallOffState
from tests.builders import Desk
from tests.services.call_off_builders import accepted


def test_a_call_off_is_raised_approved_sent_and_accepted(desk: Desk) -> None:
    done = accepted(desk)
    assert done.reference == "CO-2026-0001"
    assert done.state is CallOffState.ACCEPTED
