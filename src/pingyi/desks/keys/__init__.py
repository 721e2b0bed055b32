"""Where trustees sit: they make the key together, test their files, open the boxes (R149, R150)."""
