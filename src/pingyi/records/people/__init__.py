"""People for the work: what they declared of their links with appraised units."""
