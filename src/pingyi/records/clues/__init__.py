"""Sealed reports of wrongdoing: when each was handed to the discipline body, and what became of it there."""
