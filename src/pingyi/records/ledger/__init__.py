"""The rectification ledger: items, where they come from, and every step of them."""
