"""How what citizens say is handled: cases with their clocks, step by step; what was said stays in `voices`."""
