"""Where the two custodians keep their keys, and decide whether it is opened who said something."""
