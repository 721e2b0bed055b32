"""What citizens say: word for word, under a code that only they have, in batches that prove receipt and tell no hour.

Public: Kind, Original, ReceiptCode (`new_code`, `read_code`), Leaf, Batch, Receipt. Protocol voices.
"""

from pingyi.rules.voices.batch import LEAST, Batch, hour_of, hours_between, next_hour
from pingyi.rules.voices.code import new_code, read_code
from pingyi.rules.voices.envelope import envelope_in, envelopes_in, is_sealed_file
from pingyi.rules.voices.errors import NotAReceiptCode
from pingyi.rules.voices.guessing import hardness
from pingyi.rules.voices.original import LONGEST, SALT_SIZE, Deed, Kind, Original, Side
from pingyi.rules.voices.pairs import near, pairs
from pingyi.rules.voices.receipt import BrokenReceipt, Inclusion, Receipt, promise, promised

__all__ = [
    "LEAST",
    "LONGEST",
    "SALT_SIZE",
    "Batch",
    "BrokenReceipt",
    "Deed",
    "Inclusion",
    "Kind",
    "NotAReceiptCode",
    "Original",
    "Receipt",
    "Side",
    "envelope_in",
    "envelopes_in",
    "hardness",
    "hour_of",
    "hours_between",
    "is_sealed_file",
    "near",
    "new_code",
    "next_hour",
    "pairs",
    "promise",
    "promised",
    "read_code",
]
