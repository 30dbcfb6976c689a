"""Market, Schemes: what a purchasing system goes by: its lots, their questions, standing rules, award routes, estimates."""
