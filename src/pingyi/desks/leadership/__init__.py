"""The leading group's desk: one page to decide on, two buttons, no number that could be changed."""
