"""The entrance, which everybody with an account passes: sign-in, invitation, second factor, the eight prohibitions."""
