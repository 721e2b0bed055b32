"""Everything that writes files: attached and taken back, and brought piece by piece before that."""

from pingyi.records.files.actions.attaching import attach, replace, withdraw
from pingyi.records.files.actions.uploading import abandon, attach_upload, begin, expire, receive, replace_upload

__all__ = [
    "abandon",
    "attach",
    "attach_upload",
    "begin",
    "expire",
    "receive",
    "replace",
    "replace_upload",
    "withdraw",
]
