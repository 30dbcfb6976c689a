"""Market, Applications: assessing one, deciding lot by lot, the letters, and award with seal."""
