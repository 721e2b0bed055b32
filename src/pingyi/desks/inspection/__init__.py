"""Where inspection teams sit: own marks first, then the discussion, then the signature (R138–R143)."""
