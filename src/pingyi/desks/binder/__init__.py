"""Whoever prepares for an inspection, or inspects: the evidence of a unit, indicator by indicator."""
