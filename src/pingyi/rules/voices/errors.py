"""Why a receipt code or a receipt is none.

Refusal
└── NotAReceiptCode     what was typed has not the digits of a receipt code, or a digit is wrong
"""

from pingyi.rules.refusal import Refusal


class NotAReceiptCode(Refusal):
    """A digit is missing, too many or mistyped: found before anything is looked up."""

    code = "not-a-receipt-code"
    message = "A receipt code has 28 digits. One of them is missing or wrong: please compare it with your note."
