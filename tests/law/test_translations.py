"""Every sentence of ours has its Chinese: translated, not fuzzy, with the same places to fill.

A message belongs into the catalogue of its own app, `<app>/locale/zh_Hans/LC_MESSAGES/django.po`; what rules,
ceremonies and server say is words_of by `ui`. Messages that Django or allauth translate need no second translation.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import allauth
import django
import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from pingyi.rules import lifecycle
from pingyi.rules.lifecycle.table import NOTHING, Table, words_of
from pingyi.rules.mandate import INCOMPATIBLE, PHASE_NAMES, ROLE_NAMES
from pingyi.rules.register.judging import SHAPES, TEXTUAL
from tests.law.source import SOURCE, ensure_none, parsed, python_files

TABLES = [value for value in vars(lifecycle).values() if isinstance(value, Table)] + [lifecycle.campaign(("open",))]
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,)),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
CALL = re.compile(r"(?<!\w)(?:_|n?p?gettext)\(")
SPOKEN = ("code", "noun")
"""What a refusal is given that is no message: for programs, or a word of `words_of_rules`."""
WORD = re.compile(r"[^\W\d_]")
PLACE = re.compile(r"%(?:\(\w+\))?[sd]")


@dataclass(frozen=True, slots=True)
class Said:
    """One message in the source."""

    message: str
    context: str | None
    path: Path
    line: int


def untranslated(root: Path) -> Iterator[str]:
    """Messages of the tree that lack a sound Chinese translation where it belongs."""
    for said in (*_in_python(root), *_in_templates(root), *_in_refusals(root)):
        if not WORD.search(PLACE.sub("", said.message)):
            continue
        home = _home(root, said.path)
        if fault := _fault(_catalogue(root / home / CATALOGUE), said):
            yield f"{said.path.relative_to(root)}:{said.line}: {said.message!r}: {fault} in {home / CATALOGUE}"


def spoken_two_ways(root: Path) -> Iterator[str]:
    """Messages that two apps translate differently: Django merges the catalogues, so one of them is never heard."""
    heard: dict[tuple[str, str | None], tuple[str, ...]] = {}
    for path in sorted(root.glob(f"**/{CATALOGUE}")):
        for entry in _catalogue(path):
            source, text = (side if isinstance(side, str) else "|".join(side) for side in (entry.id, entry.string))
            first = heard.setdefault((source, entry.context), (text, str(path.relative_to(root))))
            if source and first[0] != text:
                yield f"{source!r}: {first[0]!r} in {first[1]}, {text!r} in {path.relative_to(root)}"


def _home(root: Path, path: Path) -> Path:
    parts = path.relative_to(root).parts
    return Path(*parts[:2]) if parts[0] in ("desks", "records") and len(parts) > 2 else Path("ui")


def _fault(catalogue: Catalog, said: Said) -> str | None:
    entry = catalogue.get(said.message, said.context)
    if entry is None and not said.context and said.message in _theirs():
        return None
    texts = [entry.string] if entry and isinstance(entry.string, str) else list(entry.string if entry else ())
    if not all(texts) or not texts:
        return "no translation"
    if entry.fuzzy:
        return "fuzzy"
    places = set(PLACE.findall(said.message))
    return None if all(set(PLACE.findall(text)) <= places for text in texts) else "other places to fill"


@cache
def _catalogue(path: Path) -> Catalog:
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


@cache
def _theirs() -> frozenset[str]:
    """What Django itself and allauth say; other apps of Django's are not installed, so nobody hears what they say."""
    found: set[str] = set()
    for package, places in ((django, "conf/locale"), (django, "contrib/auth/locale"), (allauth, "**/locale")):
        for path in Path(package.__file__ or "").parent.glob(f"{places}/zh_Hans/LC_MESSAGES/django.po"):
            found |= {_singular(entry.id) for entry in _catalogue(path) if entry.id and all(entry.string)}
    return frozenset(found)


def _singular(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _in_python(root: Path) -> Iterator[Said]:
    for path in python_files(root):
        with path.open("rb") as file:
            for line, message, _comments, context in extract("python", file, KEYWORDS):
                yield Said(_singular(message), context, path, line)


def _in_templates(root: Path) -> Iterator[Said]:
    for path in sorted(root.rglob("templates/**/*.*")):
        if path.suffix in (".html", ".txt"):
            source = templatize(path.read_text(encoding="utf-8"), str(path))
            for match in CALL.finditer(source):
                name, arguments = _call(source, match.start())
                yield Said(
                    arguments["p" in name],
                    arguments[0] if "p" in name else None,
                    path,
                    source.count("\n", 0, match.start()) + 1,
                )


def _call(source: str, start: int) -> tuple[str, list[str]]:
    """Name and literal arguments of the call that starts here; templatize leaves them among rows of X."""
    for end in (match.end() for match in re.finditer(r"\)", source[start:])):
        try:
            call = ast.parse(source[start : start + end], mode="eval").body
        except SyntaxError:
            continue
        if isinstance(call, ast.Call):
            texts = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
            return getattr(call.func, "id", ""), [text for text in texts if isinstance(text, str)]
    raise ValueError(source[start : start + 80])


def _in_refusals(root: Path) -> Iterator[Said]:
    """Refusals say `message = "…"` and are given words to put into it (nouns are those of `words_of_rules`)."""
    for path in python_files(root):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                for given in node.exc.keywords:
                    match given:
                        case ast.keyword(arg=name, value=ast.Constant(value=str() as text)) if name not in SPOKEN:
                            yield Said(text, None, path, node.lineno)
            if isinstance(node, ast.ClassDef):
                for statement in node.body:
                    match statement:
                        case ast.Assign(targets=[ast.Name(id="message")], value=ast.Constant(value=str() as text)):
                            yield Said(text, None, path, statement.lineno)


def words_of_rules() -> Iterator[str]:
    """The names that refusals put into their sentences."""
    yield from ROLE_NAMES.values()
    yield from PHASE_NAMES.values()
    yield from (pair.because for pair in INCOMPATIBLE)
    yield from (*SHAPES.values(), TEXTUAL)
    for table in TABLES:
        yield from (table.noun, NOTHING, *map(words_of, table.states), *(words_of(step.verb) for step in table.steps))


def unheard(root: Path) -> Iterator[str]:
    """Translations of what nobody says any more. The entrance's are left: they speak for allauth's own pages too."""
    said: dict[Path, set[str]] = {Path("ui"): set(words_of_rules())}
    for each in (*_in_python(root), *_in_templates(root), *_in_refusals(root)):
        said.setdefault(_home(root, each.path), set()).add(each.message)
    for path in sorted(root.glob(f"**/{CATALOGUE}")):
        home = path.relative_to(root).parents[len(CATALOGUE.parts) - 1]
        if home != Path("desks/entrance"):
            ids = (_singular(entry.id) for entry in _catalogue(path) if entry.id)
            yield from (
                f"{message!r} in {home}: nobody says it" for message in ids if message not in said.get(home, ())
            )


def test_every_message_has_its_chinese() -> None:
    ensure_none(untranslated(SOURCE))


def test_every_word_of_the_rules_has_its_chinese() -> None:
    words_of = _catalogue(SOURCE / "ui" / CATALOGUE)
    ensure_none(word for word in sorted(set(words_of_rules())) if _fault(words_of, Said(word, None, SOURCE, 0)))


def test_nothing_is_translated_that_nobody_says() -> None:
    ensure_none(unheard(SOURCE))


def test_a_translation_that_nobody_says_is_found(plant: Callable[..., Path]) -> None:
    files = {"templates/office/a.html": PAGE, str(CATALOGUE): GOOD}
    root = plant({f"desks/duties/{name}": text for name, text in files.items()})
    assert list(unheard(root)) == ["'Left: %(n)s' in desks/duties: nobody says it"]


def test_no_message_is_spoken_two_ways() -> None:
    ensure_none(spoken_two_ways(SOURCE))


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n\n'
PAGE = (
    '{% translate "Boxes" %}\n{% blocktranslate count n=n %}{{ n }} box{% plural %}{{ n }} boxes{% endblocktranslate %}'
)
CODE = 'from django.utils.translation import gettext as _\nsaid = _("Left: %(n)s") % {"n": n}\n'
GOOD = HEADER + (
    'msgid "Boxes"\nmsgstr "票箱"\n\nmsgid "%(n)s box"\nmsgid_plural "%(n)s boxes"\nmsgstr[0] "%(n)s 个票箱"\n\n'
    'msgid "Left: %(n)s"\nmsgstr "还剩:%(n)s"\n'
)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (("", ""), None),
        (("票箱", ""), "templates/office/a.html:1: 'Boxes': no translation"),
        (('msgid "Boxes"', '#, fuzzy\nmsgid "Boxes"'), "templates/office/a.html:1: 'Boxes': fuzzy"),
        (("%(n)s 个票箱", ""), "templates/office/a.html:2: '%(n)s box': no translation"),
        (("还剩:%(n)s", "还剩:%(m)s"), "board.py:2: 'Left: %(n)s': other places to fill"),
        (('msgid "Left: %(n)s"', 'msgid "Remaining"'), "board.py:2: 'Left: %(n)s': no translation"),
    ],
)
def test_a_missing_translation_is_found(
    change: tuple[str, str], finding: str | None, plant: Callable[..., Path]
) -> None:
    files = {"templates/office/a.html": PAGE, "board.py": CODE, str(CATALOGUE): GOOD.replace(*change)}
    root = plant({f"desks/duties/{name}": text for name, text in files.items()})
    expected = [f"desks/duties/{finding} in desks/duties/{CATALOGUE}"] if finding else []
    assert list(untranslated(root)) == expected


def test_a_message_spoken_two_ways_is_found(plant: Callable[..., Path]) -> None:
    other = GOOD.replace('"票箱"', '"箱子"')
    root = plant({f"desks/{desk}/{CATALOGUE}": text for desk, text in (("booth", GOOD), ("duties", other))})
    assert list(spoken_two_ways(root)) == [
        f"'Boxes': '票箱' in desks/booth/{CATALOGUE}, '箱子' in desks/duties/{CATALOGUE}"
    ]


def test_a_refusal_without_translation_is_found(plant: Callable[..., Path]) -> None:
    root = plant({"rules/mandate/errors.py": 'class Refusal(Exception):\n    message = "Not at this hour."\n'})
    assert list(untranslated(root)) == [
        f"rules/mandate/errors.py:2: 'Not at this hour.': no translation in ui/{CATALOGUE}"
    ]


def test_what_django_translates_is_left_to_django(plant: Callable[..., Path]) -> None:
    assert list(untranslated(plant({"server/settings.py": 'LANGUAGES = [("en", _("English"))]'}))) == []
