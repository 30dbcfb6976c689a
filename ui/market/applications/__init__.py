"""Market, Applications: the board by working days left, and one application opened."""
