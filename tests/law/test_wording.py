"""How the Chinese of the pages is written: full-width punctuation, inner quotes in outer ones, no codes, no English.

And that a refusal leaves its days and moments to whoever words them (`ui.door.refusal`).

The rules are those of GB/T 15834 (punctuation) as far as a program can tell; the catalogues hold what people read.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.law.source import PROJECT, SOURCE, ensure_none, finding, parsed, python_files

CATALOGUES = "**/locale/zh_Hans/LC_MESSAGES/django.po"
HAN = r"[\u3400-\u9fff]"
PLACE = re.compile(r"%(?:\(\w+\))?[sd]|%%")
MARKUP = re.compile(r"<code>.*?</code>|<[^>]*>|&\w+;|https?://\S+|`[^`]*`")
HALF_WIDTH = re.compile(rf"{HAN}\s?[,;:?!]|[,;?!]{HAN}|{HAN}\s?\(|\)\s?{HAN}|{HAN}\.(?!\w)|\.{{3}}|[\"']")
DAY = r"%\((?:day|due|ends|moment|until|when)\)s"
SPACED_DAY = re.compile(rf"(?:{HAN}|”) {DAY}|{DAY} {HAN}")
CODE = re.compile(r"\b(?:[PR]\d{1,3}|[A-Z]\d-\d+|\w+_\w+)\b|§", re.ASCII)
ENGLISH = re.compile(r"[A-Za-z]{2,}")
# What officials and auditors know by its Latin name, and the files and commands that a page tells them to use.
FILES = (
    "zip Excel WPS Word PowerPoint Office OpenDocument Numbers Pages XML xlsb xlsx csv toml CSV JSON PDF OFD "
    "JPEG PNG WebP SVG HEIC doc xls ppt docx pptx odt ods odp"
)
NAMES = "SHA UTF MB GB Unicode EEE JavaScript Python RFC Belenios"
AUTHORS = "PostgreSQL Wilson Holm SP"
KEYS = "Alt Ctrl Tab"
"""As they stand on every keyboard."""
COMMANDS = "pingyi verify trustee credentials codes letters json pdf tlog tiles"
KNOWN = frozenset(f"{FILES} {NAMES} {AUTHORS} {KEYS} {COMMANDS}".split())
ONE_WORD = {
    **dict.fromkeys(("你单位", "您单位"), "贵单位"),
    **dict.fromkeys(("测评票", "密封票"), "选票"),
    **dict.fromkeys(("受访者", "被访者"), "调查对象"),
    **dict.fromkeys(("答题人", "答卷人"), "作答人"),
    "取消资格": "列为不合格",
    "校验码": "指纹",
    "注明缺报": "认定缺报",
    "测评码": "答题码",
    "种子": "随机数",
    "账号": "账户",
}
"""What was said beside the one word of the glossary."""


def faults(text: str) -> Iterator[str]:
    """What is wrong with one Chinese sentence."""
    plain = MARKUP.sub(" ", PLACE.sub("甲", text))
    if not re.search(HAN, MARKUP.sub(" ", PLACE.sub(" ", text))):
        return
    if found := HALF_WIDTH.search(plain):
        yield f"half-width punctuation {found.group()!r}"
    if SPACED_DAY.search(text):
        yield "a day set off by spaces"
    if found := CODE.search(plain):
        yield f"a code {found.group()!r}"
    if unknown := [word for word in ENGLISH.findall(plain) if word not in KNOWN]:
        yield f"English {unknown[0]!r}"
    yield from (f"{other!r}: the word is {word!r}" for other, word in ONE_WORD.items() if other in text)
    depth = 0
    for sign in text:
        if sign == "“":
            depth += 1
        elif sign == "”":
            depth -= 1
        if depth not in (0, 1):
            yield "quotes of one kind inside each other"
            break
    if depth > 0:
        yield "a quotation that does not end"


def wrongly_written(root: Path) -> Iterator[str]:
    """Every fault of the catalogues below `root`."""
    for path in sorted(root.glob(CATALOGUES)):
        with path.open("rb") as file:
            for entry in read_po(file):
                for text in (entry.string,) if isinstance(entry.string, str) else entry.string:
                    if entry.id:
                        yield from (f"{path.relative_to(root)}: {text!r}: {fault}" for fault in faults(text))


def test_the_chinese_is_written_as_it_should_be() -> None:
    ensure_none(wrongly_written(SOURCE))


def test_the_handbook_says_one_word_for_one_thing() -> None:
    ensure_none(
        f"{path.name}: {other!r}: the word is {word!r}"
        for path in (PROJECT / "docs/handbook/zh").glob("*.md")
        for other, word in ONE_WORD.items()
        if other in path.read_text()
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("第三阶段最早于%(day)s启动。", None),
        ("阶段P3最早于%(day)s启动。", "a code 'P3'"),
        ("由您签字负责（R142）。", "a code 'R142'"),
        ("到会: 三人", "half-width punctuation '会:'"),
        ("三人.", "half-width punctuation '人.'"),
        ("甲 (组长)", "half-width punctuation '甲 ('"),
        ("将于 %(due)s 到期", "a day set off by spaces"),
        ("将于%(due)s到期", None),
        ("请上传 .xlsx 文件", None),
        ("保存为“甲”，“乙”。", None),
        ("设立“政风行风“热线””。", "quotes of one kind inside each other"),
        ("设立“热线。", "a quotation that does not end"),
        ("由 office_director 签字", "a code 'office_director'"),
        ("由 director 签字", "English 'director'"),
        ("请用本人账号签字。", "'账号': the word is '账户'"),
        ("%(office)s：<code>office_director</code>已签字", None),
    ],
)
def test_what_is_written_wrongly_is_found(text: str, fault: str | None) -> None:
    assert next(faults(text), None) == fault


def days_in_digits(root: Path) -> Iterator[str]:
    """Refusals that are given a day as text: `f"{day}"`, a format with `%`, `isoformat`, `strftime`."""
    for path in python_files(root, "ceremonies", "records", "rules"):
        for node in ast.walk(parsed(path)):
            match node:
                case ast.Raise(exc=ast.Call(keywords=given)) if any(_written(each.value) for each in given):
                    yield finding(path, root, node.lineno, "give a refusal the day or moment itself; pages word it")


def _written(value: ast.expr) -> bool:
    for node in ast.walk(value):
        match node:
            case ast.JoinedStr(values=[ast.FormattedValue(format_spec=None)]):
                return True
            case ast.FormattedValue(format_spec=ast.JoinedStr() as spec) if "%" in ast.unparse(spec):
                return True
            case ast.Attribute(attr="isoformat" | "strftime"):
                return True
    return False


def test_refusals_leave_days_to_the_pages() -> None:
    ensure_none(days_in_digits(SOURCE))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ('f"{day}"', 1),
        ('f"{at:%H:%M}" if at else "—"', 1),
        ("day.isoformat()", 1),
        ('("—", at.strftime("%d"))', 1),
        ("day", 0),
        ("str(least)", 0),
        ('f"{first} and {second}"', 0),
    ],
)
def test_a_day_in_digits_is_found(value: str, found: int, plant: Callable[..., Path]) -> None:
    root = plant({"records/a/actions.py": f"raise Late(when={value})"})
    assert len(list(days_in_digits(root))) == found
