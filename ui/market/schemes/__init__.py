"""Market, Schemes: each purchasing system with its timeline, rounds, terms and head."""
