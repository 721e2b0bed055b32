"""Pages load nothing foreign, carry nothing inline, and say nothing untranslated."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.law.source import SOURCE, ensure_none, finding

COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}", re.DOTALL)
BLOCK = re.compile(r"{%-?\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
ADDRESS = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w-]+\.[\w.-]+""")
SPOKEN = {"alt", "aria-description", "aria-label", "data-confirm", "label", "placeholder", "title"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
SILENT = {"code", "kbd", "script", "style", "svg"}
ATTRIBUTE = re.compile(r"[\w-]+=\"[^\"]*\"")  # given to a block inside a tag, e.g. {% block body_attributes %}
SCRIPT_DATA = {"application/json"}
OWN_NAMES = {"Pingyi", "PDF", "CSV", "JSON", "XLSX", "English", "TOML", "QR"}


class Page(HTMLParser):
    """Collects what a template does that a page of ours must not do."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.silent = 0
        self.bilingual: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given and given.get("type") not in SCRIPT_DATA):
            self._note(f"inline <{tag}>: the content policy forbids it")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self._note(f"{name}=… is inline code: the content policy forbids it")
            if ADDRESS.search(value) and not (tag == "a" and name == "href"):
                self._note(f"{name}={value}: a foreign address")
            if name in SPOKEN and self._says(value):
                self._note(f"{name}={value}: not translated")
        self.silent += tag in SILENT
        if given.get("lang") or tag in self.bilingual[-1:]:
            self.bilingual.append(tag)  # it names its language, so it is not meant to be translated

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT
        if tag in self.bilingual[-1:]:
            self.bilingual.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.bilingual and self._says(ATTRIBUTE.sub("", data)):
            self._note(f"{' '.join(data.split())[:60]!r}: not translated")

    def _says(self, text: str) -> bool:
        return bool(set(LETTERS.findall(text)) - OWN_NAMES)

    def _note(self, sentence: str) -> None:
        self.found.append((self.getpos()[0], sentence))


def careless_pages(root: Path) -> Iterator[str]:
    """Foreign addresses, inline code and untranslated words in templates."""
    for path in sorted(root.rglob("templates/**/*.html")):
        for line, sentence in Page(_html(path.read_text(encoding="utf-8"))).found:
            yield finding(path, root, line, sentence)


def _html(template: str) -> str:
    """The template with its comments, translated parts and tags blanked; line numbers stay."""
    for part in (COMMENT, BLOCK, TAG):
        template = part.sub(lambda found: "\n" * found[0].count("\n"), template)
    return template


NOTICE = re.compile(r"/\*!.*?\*/", re.DOTALL)
"""The notice of a library's licence within a bundle: nothing loads what it names."""


def foreign_files(root: Path) -> Iterator[str]:
    """Foreign addresses in our own styles and scripts, and in what vendored styles load."""
    for path in sorted(root.rglob("static/**/*")):
        if path.suffix not in (".css", ".js", ".svg"):
            continue
        text = path.read_text(encoding="utf-8")
        pattern = re.compile(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//[^)'\"]+") if "vendor" in path.parts else ADDRESS
        for match in pattern.finditer(NOTICE.sub(lambda notice: "\n" * notice[0].count("\n"), text)):
            yield finding(path, root, text.count("\n", 0, match.start()) + 1, f"{match[0]}: a foreign address")


def test_templates_are_careful() -> None:
    ensure_none(careless_pages(SOURCE))


def test_static_files_are_our_own() -> None:
    ensure_none(foreign_files(SOURCE))


@pytest.mark.parametrize(
    ("breach", "said"),
    [
        ('<script src="https://cdn.example.com/x.js"></script>', "foreign address"),
        ('<img alt="" src="//cdn.example.com/x.png">', "foreign address"),
        ("<script>alert(1)</script>", "inline <script>"),
        ("<style>p { color: red }</style>", "inline <style>"),
        ('<p style="color: red"></p>', "inline code"),
        ('<button onclick="go()"></button>', "inline code"),
        ("<p>Nobody translated this</p>", "not translated"),
        ('<i lang="en"><i>a</i> b</i><p>Nobody translated this</p>', "not translated"),
        ("<p>{% if a %}没有翻译{% endif %}</p>", "not translated"),
        ('<input placeholder="Your name">', "not translated"),
    ],
)
def test_a_careless_template_is_found(breach: str, said: str, plant: Callable[..., Path]) -> None:
    root = plant({"desks/duties/templates/duties/overview.html": f'{{% extends "ui/page.html" %}}\n{breach}\n'})
    (found,) = careless_pages(root)
    assert found.startswith("desks/duties/templates/duties/overview.html:2: ")
    assert said in found


@pytest.mark.parametrize(
    "careful",
    [
        '<p title="{% translate "More" %}">{% blocktranslate %}Due on {{ day }}{% endblocktranslate %}</p>',
        '<a href="https://www.belenios.org/">{% translate "The protocol" %}</a>',
        '<script type="application/json" id="x">{"a": "text"}</script><script src="{% static "ui/ui.js" %}"></script>',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>{{ name }}</title></svg>',
        '<p lang="en">Deliberately English</p><b lang="zh-Hans">中文 <b>粗</b></b>',
        '{% block body_attributes %} class="entrance"{% endblock %}',
        "{# a note in English #}<p>{{ name }} · 12 % <code>pingyi verify FILE</code></p>",
    ],
)
def test_a_careful_template_is_left_alone(careful: str, plant: Callable[..., Path]) -> None:
    assert list(careless_pages(plant({"ui/templates/ui/page.html": careful}))) == []


def test_a_foreign_style_is_found(plant: Callable[..., Path]) -> None:
    root = plant(
        {
            "ui/static/ui/ui.css": "@import 'https://fonts.example.com/x.css';",
            "ui/static/ui/vendor/a.css": "/* https://example.com/licence */ p { background: url(//example.com/x.png) }",
            "ui/static/ui/vendor/b.js": "// https://example.com/licence",
            "ui/static/ui/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
        }
    )
    assert [line.split(":")[0] for line in foreign_files(root)] == ["ui/static/ui/ui.css", "ui/static/ui/vendor/a.css"]


BLOCK_LEVEL = re.compile(r"<(?:div|dl|fieldset|form|h[1-6]|li|ol|p|section|table|tbody|td|th|thead|tr|ul)\b")
LONGEST_LINE = 120
MOST_LONG = Fraction(1, 20)


def unformatted(root: Path) -> Iterator[str]:
    """What djade would write otherwise (law 18), and lines on which more than one thing of a page stands."""
    templates = sorted(root.rglob("templates/**/*.html"))
    djade = Path(sys.executable).with_name("djade")
    told = subprocess.run(
        [djade, "--check", "--target-version", "5.2", *templates], capture_output=True, text=True, check=False
    )
    if told.returncode:
        yield told.stdout + told.stderr
    for path in templates:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if len(line) > LONGEST_LINE and len(BLOCK_LEVEL.findall(line)) > 1:
                yield finding(path, root, number, "one element to a line")


def long_share(root: Path) -> tuple[Fraction, Counter[str]]:
    """How much of all templates' text stands on longer lines, and how much of it in which."""
    whole, long = 0, Counter[str]()
    for path in root.rglob("templates/**/*.html"):
        for line in path.read_text(encoding="utf-8").splitlines():
            whole += len(line)
            long[str(path.relative_to(root))] += len(line) * (len(line) > LONGEST_LINE)
    return Fraction(long.total(), whole), long


def test_templates_are_formatted() -> None:
    ensure_none(unformatted(SOURCE))


def test_lines_are_short() -> None:
    """A line is broken where a blank is, between attributes, in `blocktranslate trimmed`; not where none is seen."""
    share, worst = long_share(SOURCE)
    assert share < MOST_LONG, f"{float(share):.1%} of the templates' text stands on long lines: {worst.most_common(9)}"


def test_long_lines_are_counted(plant: Callable[..., Path]) -> None:
    root = plant({"desks/duties/templates/duties/duty.html": f"{'a' * 121}\n{'b' * 120}\n"})
    assert long_share(root) == (Fraction(121, 241), {"desks/duties/templates/duties/duty.html": 121})


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("<p>\n  {{ one }}\n</p>\n", 0),
        ("{{one}}\n", 1),
        (f"<div><p>{'long' * 30}</p></div>\n", 1),
        (f"<p>{'long' * 30}</p>\n", 0),
    ],
)
def test_what_is_not_formatted_is_found(page: str, found: int, plant: Callable[..., Path]) -> None:
    root = plant({"desks/duties/templates/duties/duty.html": page})
    assert len(list(unformatted(root))) == found
