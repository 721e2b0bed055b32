"""Why a mask cannot be laid.

Refusal
├── MaskCuts            it would begin or end within a character
├── MaskOutside         it stands where the text does not
└── FragmentAbsent      what is to be hidden does not stand in the text
"""

from pingyi.rules.refusal import Refusal


class MaskCuts(Refusal):
    code = "mask-cuts-a-character"
    message = "The mask on “%(fragment)s” would cut a character in two. Please take in the whole character."


class MaskOutside(Refusal):
    code = "mask-outside"
    message = "A mask stands where the text does not. Please open the page again and choose anew."


class FragmentAbsent(Refusal):
    code = "fragment-absent"
    message = "“%(fragment)s” does not stand in the original. Please copy it from there, sign by sign."
