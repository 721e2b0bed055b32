"""What is fed back to each unit, word for word: packages, the meetings at which they are read out, both signatures."""
