"""Every way in which we thought of altering a board; importing this package fills `TABLE`."""

from tests.rules.ballot.alterations import archive, opening, sealed, setup
from tests.rules.ballot.alterations.draft import TABLE, Alteration, draft, tallied

__all__ = ["TABLE", "Alteration", "archive", "draft", "opening", "sealed", "setup", "tallied"]
