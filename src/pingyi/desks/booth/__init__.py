"""The booth: where an unnamed respondent seals and sends a ballot. No cookie, no account, no address, no log line."""
