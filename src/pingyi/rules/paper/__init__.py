"""Papers as values: what one says, what it is numbered, what it counts, and how one rolls others up (A4)."""
