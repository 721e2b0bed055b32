"""Files: what was attached to what, in versions that nobody overwrites, and their bytes under their digest."""
