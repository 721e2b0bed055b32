"""From the bytes of a plan file to a rulebook. Never stops at the first fault."""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pingyi.rules import encoding, writing
from pingyi.rules.rulebook.book import Rulebook
from pingyi.rules.rulebook.consistency import inconsistencies
from pingyi.rules.rulebook.fault import Fault, FaultyPlan, shown
from pingyi.rules.rulebook.reading import ALLOWED, LATEST, Reader, plain_decimal
from pingyi.rules.rulebook.words import Text

LARGEST = 1_000_000
REASONS = {
    "Cannot declare": "同名的表重复",
    "Cannot overwrite": "键重复",
    "Exceeds the limit": "整数过长",
    "Expected '='": "键后应有等号",
    "Expected newline": "一行只写一项",
    "Illegal character": "含非法字符",
    "Invalid date": "日期无效",
    "Invalid statement": "语句无效",
    "Invalid value": "值无效",
    "Unclosed array": "列表缺少右方括号",
    "Unclosed inline table": "内联表缺少右花括号",
    "Unterminated string": "文字缺少右引号",
}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SOME_YEAR = 2000  # completes the dates when the plan has no usable year, which is a fault of its own


def decode(data: bytes) -> str:
    """The text of a plan file: UTF-8 with or without byte order mark, or GB18030 as older Chinese editors save it.

    Raises FaultyPlan when the file is larger than 1 MB or in neither encoding (rules.writing).
    """
    if len(data) > LARGEST:
        raise _whole_file(f"{len(data)} bytes", Text("应不超过 1 MB", "at most 1 MB"))
    text = writing.decode(data)
    if text is not None and not data.startswith(UTF_16):
        return text
    raise _whole_file(shown(data[:12].hex(" ")), Text("应为 UTF-8 或 GB18030 编码的文本", "text in UTF-8 or GB18030"))


@lru_cache(maxsize=8)
def parse(text: str, *, year: int | None = None) -> Rulebook:
    """The rulebook written in a plan (TOML). `year` replaces the plan's own year and moves its month-day dates.

    The same text is read once: a plan is looked at far more often than it is written. Raises FaultyPlan with every
    fault found.
    """
    document = _toml(text)
    if year is not None:
        document["year"] = year
    return _rulebook(document, canonical=False)


@lru_cache(maxsize=8)
def restore(canonical: bytes) -> Rulebook:
    """The rulebook from its canonical bytes, as `encoding.canonical` wrote them; the same checks apply.

    Raises FaultyPlan.
    """
    try:
        document = json.loads(canonical)
    except (ValueError, RecursionError):
        raise _whole_file(shown(canonical[:20]), Text("应为规范 JSON", "canonical JSON")) from None
    return _rulebook(document, canonical=True)


def canonical(book: Rulebook) -> bytes:
    """The bytes under the digest; `restore` reads them back."""
    return encoding.canonical(book)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plan with everything that is wrong with it; in `book` a harmless value stands for whatever is wrong."""

    document: Mapping[str, Any]
    book: Rulebook
    faults: tuple[Fault, ...]


def judge(text: str) -> Judgement:
    """A plan (TOML) that is still being written. Raises FaultyPlan where the text is no TOML at all."""
    return _judged(_toml(text), canonical=False)


def _rulebook(document: Any, *, canonical: bool) -> Rulebook:
    judged = _judged(document, canonical=canonical)
    if judged.faults:
        raise FaultyPlan(judged.faults)
    return judged.book


def _judged(document: Any, *, canonical: bool) -> Judgement:
    if not isinstance(document, Mapping):
        raise _whole_file(shown(document), ALLOWED[dict])
    year = document.get("year")
    reader = Reader(
        year=year if isinstance(year, int) and SOME_YEAR <= year <= LATEST else SOME_YEAR, canonical=canonical
    )
    book = reader.table(Rulebook, document)
    return Judgement(document, book, (*reader.faults, *inconsistencies(book, reader.unsound)))


def _toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=plain_decimal)
    except RecursionError:
        raise _whole_file("[[[[…", Text("嵌套不应过深", "nested less deeply")) from None
    except ValueError as error:
        raise FaultyPlan((_malformed(text, str(error)),)) from None


def _malformed(text: str, reason: str) -> Fault:
    """A syntax error as a fault that quotes the line; an over-long integer is the one whose place is not told."""
    place = re.search(r"\(at line (\d+), column (\d+)\)", reason)
    why = reason.split(" (at ")[0]
    if not place and "end of document" not in reason:
        return Fault("file", "…", Text(f"应符合 TOML 语法（{_in_chinese(why)}）", f"valid TOML ({why})"))
    lines = text.split("\n")
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    quoted = shown(lines[line - 1].strip())
    return Fault(
        f"line {line}, column {column}",
        quoted,
        Text(f"第 {line} 行第 {column} 列应符合 TOML 语法（{_in_chinese(why)}）", f"valid TOML ({why})"),
    )


def _in_chinese(reason: str) -> str:
    """The parser's reason in Chinese where it is one of the usual ones."""
    return next((zh for start, zh in REASONS.items() if reason.startswith(start)), reason)


def _whole_file(value: str, allowed: Text) -> FaultyPlan:
    return FaultyPlan((Fault("file", value, allowed),))
