"""Registers of the plan for whoever writes and reads them: one shelf, list, entry and picture for all."""
