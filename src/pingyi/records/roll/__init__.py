"""The roll: who could be asked and who was drawn. A wall stands between this room and `box` (law 2)."""
