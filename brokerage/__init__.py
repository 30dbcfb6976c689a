"""Brokerage Desk: find, compare, call off and agree care placements within a person's budget."""

__version__ = "0.1.0"
