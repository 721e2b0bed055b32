"""`pingyi verify SOURCE --receipt FILE`: what was said was received, and stands in the tree of its hour."""

import json
from pathlib import Path

import click

from pingyi.commands import keep as keeping
from pingyi.commands.published import Unreadable
from pingyi.rules.voices import BrokenReceipt, Receipt
from pingyi.verify.receipts import Proved, Trees, judge
from pingyi.verify.source import Source

CODES = {Proved.INCLUDED: 0, Proved.PROMISED: 2}
WORDS = {
    Proved.INCLUDED: (
        "相符：以下内容已于该小时内收到，并列入公开日志中该小时的意见树。",
        "IN ORDER: this was received in that hour and stands in the hour's tree in the public journal.",
    ),
    Proved.PROMISED: (
        "收件承诺属实：签名有效。但本回执尚不能证明已列入：请在该小时结束后凭回执码重新保存回执，并取得更新的公开日志。",
        "The promise is genuine, but this receipt cannot show inclusion yet: save it again with your code after the "
        "hour is over, and take a newer copy of the journal.",
    ),
}


def check(files: Source, path: Path, *, key: str | None, keep: Path | None, as_json: bool) -> int:
    """Check a receipt against a journal, which is checked whole; answers the exit code.

    Raises ClickException where something does not hold, Unreadable, OSError.
    """
    try:
        receipt = Receipt.read(path.read_bytes())
    except BrokenReceipt as fault:
        raise Unreadable(f"{path.name}: {fault}") from fault
    trees = Trees()
    journal = keeping.read_journal(files, key=key, keep=keep, witness=trees.witness)
    try:
        proved = judge(receipt, trees, journal.keys)
    except BrokenReceipt as fault:
        raise click.ClickException(f"不符，请保留回执并向上级机关反映。 NOT IN ORDER: {fault}.") from fault
    original = receipt.original
    if as_json:
        document = {"format": 1, "kind": "receipt", "outcome": proved.value, "statement": original.value}
        click.echo(json.dumps(document | {"journal_key": str(journal.last)}, ensure_ascii=False, indent=1))
    else:
        for line in (*WORDS[proved], f"  {original.hour}:00 UTC  {', '.join(original.units) or '—'}  {original.kind}"):
            click.echo(line)
        click.echo("".join(mark if mark.isprintable() or mark == "\n" else "�" for mark in original.text))
        if not journal.announced:
            click.echo("  公钥取自该来源本身，请与公布的公钥比对。", err=True)
            click.echo("  The key came from the source itself: compare it with the one that was announced.", err=True)
    return CODES[proved]
