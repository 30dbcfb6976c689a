"""What a fee really costs."""

from brokerage.domain.fee_line import FeeKind, FeeLine, PriceChange

__all__ = ["FeeKind", "FeeLine", "PriceChange"]
