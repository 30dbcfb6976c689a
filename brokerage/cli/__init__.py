"""The command line: the second, equal face over the same services as the window."""
