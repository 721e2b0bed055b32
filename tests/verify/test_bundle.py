"""A published campaign is verified whole, and whatever is altered in it is found, and named."""
