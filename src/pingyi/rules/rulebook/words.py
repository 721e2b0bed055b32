"""Words of a plan: bilingual text, named terms, and the spellings that codes must have.

A plan is data for two readers. Officials read `zh`, foreign auditors `en`; programs read `code`.
"""

import re
from dataclasses import dataclass
from typing import Annotated

from pingyi.rules.rulebook.limits import AtLeast, Spelled, Whole

Wording = Annotated[
    str,
    Spelled(
        re.compile(r"(?=.*\S)[^\x00-\x08\x0b-\x1f\x7f]{1,4000}", re.DOTALL),
        zh="应为 1 至 4000 字、不含控制字符的文字",
        en="text of 1 to 4000 characters without control characters",
    ),
]


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in Chinese and in English, both required."""

    zh: Wording
    en: Wording

    def in_language(self, lang: str) -> str:
        """The wording for a language tag: `zh…` gives Chinese, everything else English."""
        return self.zh if lang.startswith("zh") else self.en


def inner_quotes(text: str) -> str:
    """The wording as it stands inside quotation marks: a quotation in it takes the inner ones (GB/T 15834, 4.8)."""
    return text.translate(str.maketrans("“”", "‘’"))


Code = Annotated[
    str,
    Spelled(
        re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}"),
        zh="应为以字母开头、由字母数字和 _ . - 组成、不超过 40 个字符的代码",
        en="a code that starts with a letter and has at most 40 letters, digits, or _ . -",
    ),
]
Source = Annotated[
    str,
    Spelled(
        re.compile(r"[A-Z]{1,2}[1-9][0-9]{0,2}"),
        zh="应为条目编号，如 R81",
        en="a paragraph number such as R81",
    ),
]
Sources = tuple[Source, ...]
Days = Annotated[int, Whole(0, 3660)]
Texts = Annotated[tuple[Text, ...], AtLeast(1)]


@dataclass(frozen=True, slots=True)
class Term:
    """One named choice; `source` lists the paragraphs of the plan that it answers (R-numbers)."""

    code: Code
    name: Text
    source: Sources = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of terms that forms and reports offer, e.g. the three priorities of R9."""

    code: Code
    name: Text
    terms: Annotated[tuple[Term, ...], AtLeast(1)]
    source: Sources = ()
