"""What an official paper looks like. No Django here: the bureau prints letters on a machine without network."""
