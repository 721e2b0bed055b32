"""Tests about the codebase: each law of ARCHITECTURE, and a deliberate breach of it that must be found.

A law is a function from a source tree (laid out like `src/pingyi`) to its findings. The real tree must have none; a
planted tree with one fault must have exactly that one.
"""
