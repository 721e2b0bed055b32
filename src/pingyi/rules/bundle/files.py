"""Which files a bundle has, and the list that names them. Protocol bundle §1, §2.

Public: the names, board_file, is_board, is_part, is_known, listing, index_of.
"""

from collections.abc import Iterable

from pingyi.rules.bundle.minutes import NAME as MINUTES
from pingyi.rules.encoding import canonical
from pingyi.rules.journal.restoration import PATH

FORMAT = 1
INDEX, README = "index.json", "README.txt"
PLAN_TEXT, PLAN, INPUTS, RESULT = "plan.toml", "plan.json", "inputs.json", "result.json"
CHECKPOINT, KEY, RESTORATIONS = "journal/checkpoint", "journal/key", f"journal/{PATH}"
TILES = "journal/tile/"
FOLDERS = ("boards/", "journal/", "minutes/")

DOCUMENTS = (PLAN_TEXT, PLAN, INPUTS, RESULT)
NEEDED = (*DOCUMENTS, INDEX, CHECKPOINT, KEY)
"""Without these a bundle is not one."""


def board_file(uuid: str) -> str:
    """Where the board of a box is."""
    return f"boards/{uuid}.bel"


def is_board(name: str, folder: str = "boards") -> bool:
    """Whether a file is a board in this folder."""
    where, _, file = name.rpartition("/")
    return file.endswith(".bel") and where == folder


def is_part(name: str) -> bool:
    """Whether a file belongs to a bundle and is read."""
    return (
        name in (*NEEDED, RESTORATIONS)
        or is_board(name)
        or MINUTES.fullmatch(name) is not None
        or name.startswith(TILES)
    )


def is_known(name: str) -> bool:
    """Whether a file belongs to a bundle; the README is read by people only."""
    return is_part(name) or name == README


def is_listed(name: str) -> bool:
    """Whether the list must name a file: all but itself and the tiles, which follow from the checkpoint's size."""
    return is_known(name) and not name.startswith(TILES) and name != INDEX


def listing(names: Iterable[str]) -> dict[str, object]:
    """What a reader by address asks for first."""
    return {"format": FORMAT, "files": sorted(set(names))}


def index_of(names: Iterable[str]) -> bytes:
    """The bytes of index.json over the files of a bundle."""
    return canonical(listing(filter(is_listed, names)))
