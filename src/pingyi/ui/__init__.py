"""What looks the same at every desk: what stands around a page, its gate, its refusals, icons, charts and forms."""
