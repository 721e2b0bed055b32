"""The leading group's desk: the result to decide on, units in breach, no number that could be changed."""
