"""A unit's approved result with its arithmetic, what the unit objects to, and what the office answers."""
