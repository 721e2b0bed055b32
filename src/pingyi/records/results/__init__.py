"""Reckonings, what the leading group decided about them, and what was released."""
