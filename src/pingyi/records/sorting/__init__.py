"""What every opinion is about and where it ends: proposed by the machine, decided by a person, never by altering it."""
