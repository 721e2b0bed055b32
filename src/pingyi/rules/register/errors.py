"""What is wrong with a row, column by column.

Refusal
└── FlawedRow           one column of a row; the others are told beside it
    ├── ValueMissing    nothing where something is required
    ├── NoSuchColumn    a value for a column that is not typed in
    ├── Misshapen       not what stands in a column of this kind
    ├── TooLong         more text than a column holds
    ├── BeyondLimits    a number under the least or over the most
    └── NotDefined      a term, unit, person or row that does not exist
"""

from pingyi.rules.refusal import Refusal


class FlawedRow(Refusal):
    """One column of a row holds what it may not hold."""

    code = "flawed-row"
    message = "%(column)s cannot be this."


class ValueMissing(FlawedRow):
    """Nothing stands in a column that must be filled."""

    message = "%(column)s is missing. Please fill it in."


class NoSuchColumn(FlawedRow):
    """A value was given for a column that nobody types in."""

    message = "%(column)s is not a column of this register that is filled in. Please leave it out."


class Misshapen(FlawedRow):
    """The value has not the shape of its kind."""

    message = "%(column)s should be %(shape)s."


class TooLong(FlawedRow):
    """The text is longer than a column holds."""

    message = "%(column)s has more than %(most)s characters. Please shorten it."


class BeyondLimits(FlawedRow):
    """The number lies outside what the plan allows."""

    message = "%(column)s should lie between %(least)s and %(most)s."


class NotDefined(FlawedRow):
    """What is named does not exist."""

    message = "%(column)s names something that is not there: %(named)s. Please choose from the list."
