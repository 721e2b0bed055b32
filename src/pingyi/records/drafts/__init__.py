"""Plans that are still being written, version by version; a campaign begins from one, and then has its own copy."""
