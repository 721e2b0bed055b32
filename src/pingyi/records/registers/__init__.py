"""Registers of the plan: rows in versions, never overwritten."""
