"""The campaign: begun from its plan, approved, its phases opened, extended, ended; holidays and decisions put down."""
