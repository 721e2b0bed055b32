"""Tables that people bring, read and take away."""
