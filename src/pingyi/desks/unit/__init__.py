"""Whoever owes: a county bureau, the city bureau, the statistics bureau, the office itself. Duties and notices."""
