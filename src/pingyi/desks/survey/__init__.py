"""The statistics bureau's desk: from the frame to open boxes, one step after the other."""
