"""Pingyi (评议): run a democratic appraisal of conduct whose ranking any outsider can recompute."""

__version__ = "0.1.0"
