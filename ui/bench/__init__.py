"""Measures the window itself: what `brokerage bench` prints of it. Nothing else of the window imports this."""
