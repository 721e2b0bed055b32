"""How days, notices, journal entries and rules are said, in the reader's language."""
