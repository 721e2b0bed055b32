"""The command line that runs where Django is not installed: what auditors, trustees, the bureau and planners use."""
