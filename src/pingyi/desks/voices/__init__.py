"""Where citizens say something and look up what became of it: no account, no cookie, a receipt code alone."""
