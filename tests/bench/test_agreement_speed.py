"""Agreements a second against a bare reportlab document of the same words, tables and fonts (floor: 0.67)."""

import pytest

from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.services.bench_paper import measure_paper
from tests.documents.agreement_examples import care_home, day_activities, long_package

pytestmark = pytest.mark.bench

LEAST_SHARE_OF_BARE_SPEED = 0.67


@pytest.mark.parametrize(
    "terms", [day_activities(), care_home(), long_package(60)], ids=["days", "home", "sixty lines"]
)
def test_agreements_keep_two_thirds_of_the_speed_of_a_bare_document(
    terms: AgreementTerms, *, at_full_size: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    speed = measure_paper((terms,), rounds=40 if at_full_size else 10)
    with capsys.disabled():
        print(  # noqa: T201 - the figure is what a measurement is for
            f"\nagreements: {speed.ours:.0f} pages/s, bare reportlab {speed.bare:.0f} pages/s, "
            f"ratio {speed.share:.2f} (floor {LEAST_SHARE_OF_BARE_SPEED})"
        )
    assert speed.share >= LEAST_SHARE_OF_BARE_SPEED
