"""Market, Documents: what providers sent in, and what lapses when."""
