"""Market: the purchasing systems a commissioner runs."""
