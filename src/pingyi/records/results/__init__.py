"""Reckonings, what the leading group decided about them and about units in breach, and what was released."""
