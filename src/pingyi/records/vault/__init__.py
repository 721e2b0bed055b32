"""Who said something, sealed to two custodians; beside it nothing but an opaque reference."""
