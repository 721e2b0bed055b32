"""Walks through the house as somebody: every page that links lead to, every form on them, filled in as it stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.http import HttpResponse
from django.urls import Resolver404, resolve

FILLED = {"number": "1", "date": "2026-07-01", "datetime-local": "2026-07-01T09:00"}
"""What is typed into a field that is empty."""


@dataclass
class Form:
    """A form as a page has it: where it is sent, how, and what stands in its fields."""

    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """The fields that must be filled in with words."""

    @property
    def kind(self) -> tuple[str, ...]:
        """Forms of one kind differ in what stands in them, not in what they ask."""
        return (route_of(self.action), self.method, *dict(self.fields), *self.files)


class Page(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__()
        self.address, self.links, self.forms = address, list[str](), list[Form]()
        self._form: Form | None = None
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urlsplit(urljoin(self.address, told.get("action", ""))).path
            self._form = Form(action, told.get("method", "get").upper())
            self.forms.append(self._form)
        elif told.get("href") and tag == "a":
            self.links.append(urljoin(self.address, told["href"]).partition("#")[0])
        elif self._form is not None and (told.get("name") or tag == "option"):
            self._field(self._form, tag, told)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None

    def _field(self, form: Form, tag: str, told: dict[str, str]) -> None:
        known = dict(form.fields)
        if tag == "select":
            self._select = told["name"]
        elif tag == "option":
            if self._select not in known and told.get("value"):
                form.fields.append((self._select, told["value"]))
        elif told.get("type") == "file":
            form.files.append(told["name"])
        elif told["name"] != "csrfmiddlewaretoken" and told["name"] not in known:
            if "required" in told and told.get("type", "text") == "text":
                form.words.append(told["name"])
            form.fields.append((told["name"], told.get("value") or FILLED.get(told.get("type", ""), "长")))


@cache
def route_of(address: str) -> str:
    """The pattern of the route that answers this address; "" when none does."""
    try:
        return str(resolve(urlsplit(address).path).route)
    except Resolver404:
        return ""


def walk(get: Callable[[str], HttpResponse], passed: Callable[[str], bool] = lambda _route: False) -> Iterator[Form]:
    """Every form, and every link with questions, on the pages that links lead to from the front page: one per route.

    Routes that are `passed` are not asked for.
    """
    waiting, known, seen = ["/"], {"/"}, set[str]()
    while waiting:
        address = waiting.pop()
        parts, route = urlsplit(address), route_of(address)
        if parts.netloc or route in seen or (not route and address != "/") or (route and passed(route)):
            continue
        seen.add(route)
        if parts.query:
            yield Form(parts.path, "GET", parse_qsl(parts.query))
        answer = get(address)
        if answer.status_code in (301, 302):
            found = [urljoin(address, answer["Location"])]
        elif answer.get("Content-Type", "").startswith("text/html"):
            page = Page(address, b"".join(answer).decode())
            yield from page.forms
            found = page.links
        else:
            found = []
        waiting += [link for link in found if link not in known]
        known.update(found)
