"""Every page that somebody can reach by its links, and what stands on it to be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

from django.test import Client

INLINE = frozenset(("a", "abbr", "b", "bdi", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time", "svg"))
VOID = frozenset(("area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"))
UNREAD = frozenset(("code", "kbd", "pre", "script", "style", "template"))
SAID = ("alt", "aria-label", "placeholder", "title", "data-label")
NUMBER = re.compile(r"(?<=/)\d+(?=/|$)|(?<==)\d+|(?<=%5B).*?(?=%5D)")


@dataclass
class Reader(HTMLParser):
    """The lines of a page as a person reads them, and its links; what is marked as code or English is passed over."""

    lines: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        unread = tag in UNREAD or {"hash", "file-name"} & {*said.get("class", "").split()} or said.get("lang") == "en"
        if tag not in INLINE:
            self.end_line()
        if tag == "a" and said.get("href"):
            self.links.append(said["href"])
        if not (self.silent or unread):
            self.lines += [said[name] for name in SAID if said.get(name)]
        if tag not in VOID:
            self.open.append((tag, unread))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE:
            self.end_line()
        while any(opened == tag for opened, _ in self.open) and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.line += data

    def end_line(self) -> None:
        """What stood in one block is one line."""
        if text := " ".join(self.line.split()):
            self.lines.append(text)
        self.line = ""

    @property
    def silent(self) -> bool:
        """Within something that is not ours to word."""
        return any(unread for _, unread in self.open)


def walk(client: Client, seen: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Address and lines of every page reached by links that nobody saw yet; of pages alike but for a name, one."""
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        answer = client.get(address, HTTP_ACCEPT_LANGUAGE="zh-hans", follow=True)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        reader = Reader()
        reader.feed(answer.content.decode())
        reader.end_line()
        yield address, reader.lines
        for link in reader.links:
            target = urldefrag(urljoin(address, link)).url
            shape = NUMBER.sub("#", target)
            if target.startswith("/") and shape not in seen:
                seen.add(shape)
                waiting.append(target)
