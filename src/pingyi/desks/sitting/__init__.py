"""The counting table: two bodies and the supervisor close, open, count, reckon and release, each for itself."""
