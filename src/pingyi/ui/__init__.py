"""What looks the same at every desk: the frame of a page, its gate, its refusals, icons, charts and forms."""
