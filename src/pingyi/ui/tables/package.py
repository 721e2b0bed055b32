"""The parts of a packed Office file, each read as a stream of elements; what all may cost together is bounded."""

import zipfile
from collections.abc import Callable, Mapping
from posixpath import join, normpath
from xml.parsers import expat

from django.utils.translation import gettext as _

from pingyi.ui.tables.spreadsheet import Unreadable

MOST_PARTS = 500
MOST_BYTES = 40_000_000
"""Of XML that is read; a full table of 20,000 rows has 5 million."""
MOST_ELEMENTS = 1_500_000
CHUNK = 65_536
Attributes = Mapping[str, str]


def damaged() -> str:
    return _("This .xlsx file is damaged. Open it, save it again and retry.")


def too_much() -> Unreadable:
    return Unreadable(_("This .xlsx file unpacks to far more than it seems to hold. It was not opened."))


def with_few_parts(data: bytes) -> bytes:
    """The file, unless it lists so many parts that the list alone would cost too much."""
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise too_much()
    return data


class Package:
    """The parts of the file, each read as a stream; what all of them may cost together is bounded."""

    def __init__(self, packed: zipfile.ZipFile) -> None:
        self.packed = packed
        self.names = packed.namelist()
        self.bytes = self.elements = 0
        if len(set(self.names)) < len(self.names):
            raise Unreadable(damaged())

    def read(self, name: str, handler: "Handler") -> None:
        """Give every element of a part to the handler. Raises Unreadable, KeyError, ExpatError."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._counted(handler.start)
        parser.EndElementHandler = lambda tag: handler.end(tag.rpartition(" ")[2])
        parser.CharacterDataHandler = handler.data
        parser.StartDoctypeDeclHandler = _no_doctype
        with self.packed.open(name) as stream:
            while chunk := stream.read(CHUNK):
                self.bytes += len(chunk)
                if self.bytes > MOST_BYTES:
                    raise too_much()
                parser.Parse(chunk)
        parser.Parse(b"", True)

    def _counted(self, start: Callable[[str, Attributes], None]) -> Callable[[str, dict[str, str]], None]:
        def counted(tag: str, attributes: dict[str, str]) -> None:
            self.elements += 1
            if self.elements > MOST_ELEMENTS:
                raise too_much()
            start(tag.rpartition(" ")[2], attributes)

        return counted


def _no_doctype(*_declared: object) -> None:
    raise Unreadable(damaged())


class Handler:
    """What one part tells; text is collected between the tags that hold it."""

    def __init__(self) -> None:
        self.text: list[str] | None = None

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Text, kept when somebody waits for it."""
        if self.text is not None:
            self.text.append(text)

    def taken(self) -> str:
        """The text collected so far."""
        text, self.text = "".join(self.text or ()), None
        return text


class Relations(Handler):
    """Where the parts lie that a part speaks of."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            target = attributes["Target"]
            place = target.lstrip("/") if target.startswith("/") else normpath(join(self.base, target))
            self.targets[attributes["Id"]] = place
            self.kinds[attributes["Id"]] = attributes["Type"].rpartition("/")[2]

    def of_kind(self, kind: str) -> str | None:
        """The part of a kind, if there is one."""
        return next((self.targets[own] for own, each in self.kinds.items() if each == kind), None)


def yes(value: str) -> bool:
    return value.strip().lower() in ("1", "true", "on")
