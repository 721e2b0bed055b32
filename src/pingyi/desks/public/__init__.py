"""The public desk: what anybody may read without an account. It only reads (law 2)."""
