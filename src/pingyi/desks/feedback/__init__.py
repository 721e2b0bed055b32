"""Feeding back: the office prepares, records and hands over; a unit signs, then reads what was said about it."""
