"""People for the work: what each of them declares, and who may be put to work on which unit."""
