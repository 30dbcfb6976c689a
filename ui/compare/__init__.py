"""Compare: up to six offers side by side, with their differences in words."""
