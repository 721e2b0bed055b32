"""What stands around every page: menu, head, handbook."""
