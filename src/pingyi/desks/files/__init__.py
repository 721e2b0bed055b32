"""Files at every desk: attached, looked at, taken away. Who may is decided by what carries them."""
