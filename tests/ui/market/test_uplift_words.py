from brokerage.domain.uplift import LeftAlone, UpliftKind, UpliftRounding
from brokerage.domain.uplift_summary import UpliftState
from ui.market.uplifts import words as uplift_words


def test_every_state_kind_rounding_and_reason_has_its_words() -> None:
    assert set(uplift_words.SIGNS) == set(uplift_words._TONES) == set(UpliftState)
    assert set(uplift_words.KIND_WORDS) == set(UpliftKind)
    assert set(uplift_words.ROUNDING_WORDS) == set(UpliftRounding)
    assert set(uplift_words._WHY_LEFT) == set(LeftAlone)
