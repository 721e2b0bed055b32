"""People for the work: what a body is to be made of, and the draw of it that nobody can steer (R82, A2-23)."""
