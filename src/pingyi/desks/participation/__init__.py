"""Representatives, appraisers, inspectors: what they took part in, what they raised, what became of it (R177)."""
