"""Duties: who owes what by when; what was handed in, returned, approved, rolled up, missing (A4, R81, R109)."""
