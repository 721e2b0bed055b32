"""Writing the journal: append within an action, give entries their place, sign the head, shred a private part, go on
from a backup.

`append` is the third beat, *record*, of every action of the project; whether the actor may was settled in its first.
"""

from pingyi.records.journal.actions.appending import append, append_all, shred
from pingyi.records.journal.actions.restoring import take_over
from pingyi.records.journal.actions.sequencing import checkpoint, integrate

__all__ = ["append", "append_all", "checkpoint", "integrate", "shred", "take_over"]
