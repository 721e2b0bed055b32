"""Papers from one body to another: drafted, signed by another person, numbered, sent, received, returned, approved."""
