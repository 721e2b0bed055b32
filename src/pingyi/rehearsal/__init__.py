"""A rehearsal: a whole invented campaign through the real actions and ceremonies, on a real database (architecture).

Training, acceptance test and benchmark in one. Nothing here writes a row by itself, and no invented person or answer is
real. The same seed gives the same campaign.
"""
