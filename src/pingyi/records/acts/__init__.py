"""Minutes of acts that need several parties: what was laid before them, and who signed exactly that."""
