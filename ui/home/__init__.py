"""Home: what waits for me, my drafts, what starts this week."""
