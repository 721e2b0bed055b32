"""Why what a paper says is refused.

Refusal
├── UnknownFigure    the text names a figure that nobody knows
├── NothingWritten   a section has no text
├── NotExamined      a content was neither examined nor declared without problems
├── RowIncomplete    a row of the table lacks what it must say
├── SumDisagrees     a row's total is not the sum of its parts
├── TotalsDisagree   a report's totals are not those of its rows
├── FigureDisagrees  a figure of the paper's table is not how many rows of the register go with it
├── HasRows          declared without problems, and the register has some
├── BelongsInRegister  a problem is typed where the register feeds the table
└── RollUpOpen       a roll-up before every child is in or declared missing (A4)
"""

from pingyi.rules.refusal import Refusal


class UnknownFigure(Refusal):
    """Only figures that the records know are filled in."""

    message = "There is no figure named “%(name)s”. Choose one of those listed beside the text, or write it out."


class NothingWritten(Refusal):
    """A section that is sent says something."""

    message = "The section “%(section)s” is empty. Write it, or say there why there is nothing to report."


class NotExamined(Refusal):
    """R107: every content, whether or not problems were found."""

    message = (
        "Nothing is written about: %(contents)s. Enter what was found, or, where nothing was, by which method you "
        "looked and why you are sure."
    )


class RowIncomplete(Refusal):
    """A row of the table says all it must."""

    message = "Row %(row)s of the table (%(content)s) is incomplete. Still missing: %(missing)s."


class SumDisagrees(Refusal):
    """Found is what was rectified, is in hand, or is deferred."""

    message = (
        "The row “%(content)s” does not add up: %(found)s found, but %(sum)s rectified, in hand and deferred together."
    )


class TotalsDisagree(Refusal):
    """What a report says in total is what its rows say."""

    message = "“%(figure)s” of %(unit)s is not what its rows come to. The report must be corrected and sent anew."


class FigureDisagrees(Refusal):
    """What the table says is what the register has."""

    message = (
        "The table says %(given)s for “%(figure)s”, but “%(register)s” has %(rows)s rows of yours. Correct the table "
        "or the register."
    )


class HasRows(Refusal):
    """None found, and some registered."""

    message = "“%(content)s” is declared without problems, but “%(register)s” has %(rows)s. Clear that row."


class BelongsInRegister(Refusal):
    """R185: written once, where it is counted."""

    message = "The problems come from “%(register)s”. Enter this one there: %(problem)s."


class RollUpOpen(Refusal):
    """A4: no silent omissions."""

    message = "The roll-up is not complete. Neither received nor declared missing: %(units)s."
