"""The rectification ledger: the list, each item with its steps, what is added to it."""
