"""The campaign: its plan in numbered versions, where it stands, which phases were opened or extended, on whose word."""
