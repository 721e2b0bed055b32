"""What a campaign publishes: which files there are and what stands in them, defined once. Protocol bundle."""
