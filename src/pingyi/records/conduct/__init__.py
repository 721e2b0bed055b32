"""Possible violations of a prohibition: who reported what of whom, and every step until the answer (R199, R200)."""
