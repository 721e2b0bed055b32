"""What citizens say, word for word, and what they are answered; who they are is not known here."""
