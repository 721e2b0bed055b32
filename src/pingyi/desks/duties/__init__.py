"""Duties from both ends: who owes what by when, what comes in and is received; what I owe, and handing it in."""
