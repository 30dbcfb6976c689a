"""Find: what may be called off for a person's week, what it costs and how it sits in the budget."""
