"""People: the list, and one person's record, opened deliberately."""
