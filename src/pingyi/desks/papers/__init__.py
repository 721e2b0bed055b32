"""Whoever writes, signs, sends and receives papers."""
