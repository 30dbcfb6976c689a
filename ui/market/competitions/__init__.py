"""Market, Competitions: asking the admitted services of a lot for one person, weighing what they answer, and the award."""
