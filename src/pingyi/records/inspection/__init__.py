"""Inspection teams and their score sheets: individual marks, the discussion, the head's signature (R137–R143)."""
