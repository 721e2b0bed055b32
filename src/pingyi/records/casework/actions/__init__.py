"""Taking a case one step further."""

from pingyi.records.casework.actions.stepping import Matter, Move, take

__all__ = ["Matter", "Move", "take"]
