"""The eight prohibitions: what keeps them, what would show a breach, and how many there are now."""
