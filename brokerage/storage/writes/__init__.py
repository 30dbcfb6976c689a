"""Writes by noun: they take the unit of work and change rows; the services decide what and when."""
