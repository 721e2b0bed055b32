"""The ballot boxes: public boards, nothing about people. A wall stands between this room and `roll` (law 2)."""
