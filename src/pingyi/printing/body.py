"""The text of an official paper: Markdown as people write it, numbered and laid out as papers are (GB/T 9704, 7.3.3).

Only headings, lists, tables and emphasis are understood; everything else stays the text it is, so that nothing a person
types becomes anything but text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pingyi.rules.paper.content import Content
from pingyi.rules.paper.number import ordinal

MARKDOWN = MarkdownIt("zero").enable(["heading", "list", "table", "emphasis"])
DEEPEST = 4
MOST = 99


@dataclass(frozen=True, slots=True)
class Block:
    """A section: its heading with its number, and its text as HTML that holds nothing of anybody's own."""

    code: str
    heading: str
    html: str


def blocks(content: Content) -> tuple[Block, ...]:
    """The sections of a paper, numbered 一、 二、 …; one alone has no number. Headings within go on from there."""
    alone = len(content.sections) == 1
    return tuple(
        Block(each.code, each.heading if alone else f"{ordinal(1, place)}{each.heading}", _html(each.text))
        for place, each in enumerate(content.sections, 1)
    )


def plain(content: Content, number: str, signed: str) -> str:
    """The paper as text alone, for whoever keeps it: number, title, recipients, sections, annexes, sender and day."""
    alone = len(content.sections) == 1
    lines = [number, content.title, *(["、".join(content.recipients) + "："] if content.recipients else [])]
    for place, each in enumerate(content.sections, 1):
        lines += [each.heading if alone else f"{ordinal(1, place)}{each.heading}", each.text]
    for place, annex in enumerate(content.annexes, 1):
        lines.append(annex_name(place, len(content.annexes), annex.name))
        lines += ["\t".join(row) for row in (annex.columns, *annex.rows, annex.total) if row]
    lines += [f"附：{name}" for name, _ in content.files]
    copies = [f"抄送：{'、'.join(content.copies)}。"] if content.copies else []
    return "\n\n".join([*lines, content.sender, signed, *copies]) + "\n"


def annex_name(place: int, of: int, name: str) -> str:
    """What an annex is called: 附件：… where there is one, else 附件1：…"""
    return f"附件：{name}" if of == 1 else f"附件{place}：{name}"


def _html(text: str) -> str:
    tokens = list(_numbered(MARKDOWN.parse(text)))
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def _numbered(tokens: Iterable[Token]) -> Iterable[Token]:
    """A heading takes the number of its level, counted anew below every heading above it."""
    counts = [0] * (DEEPEST + 1)
    pending = ""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            level = min(int(token.tag[1:]) + 1, DEEPEST)
            token.tag = f"h{level + 2}"
            if token.type == "heading_open":
                counts[level] = min(counts[level] + 1, MOST)
                counts[level + 1 :] = [0] * (DEEPEST - level)
                pending = ordinal(level, counts[level])
        elif token.type == "inline" and pending:
            token.children = [_text(pending), *(token.children or [])]
            pending = ""
        elif token.type == "table_open":
            token.attrSet("class", "table")
        yield token


def _text(words: str) -> Token:
    return Token("text", "", 0, content=words)
