"""Everything that writes registers: rows are written, amended by a new version, withdrawn, signed."""

from pingyi.records.registers.actions.changing import amend, sign, withdraw
from pingyi.records.registers.actions.steps import NewRow
from pingyi.records.registers.actions.writing import write

__all__ = ["NewRow", "amend", "sign", "withdraw", "write"]
