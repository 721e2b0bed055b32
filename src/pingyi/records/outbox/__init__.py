"""Notices to people inside the programme, written in the transaction of the action that announces them (R55)."""
