"""The three administrators, each in their own room: accounts (SYS), roles (SEC), audit (AUDIT) (E-D D5)."""
