"""What an act is, who its parties are, and what exactly they sign: defined once, for the house and for strangers."""
