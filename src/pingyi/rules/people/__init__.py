"""People for the work: what a body is made of, the draw of it, and who may be put to work (R82, R83, R195, A2-23)."""
