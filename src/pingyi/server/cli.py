"""Where older installations look for the command."""

from pingyi.commands.cli import main as main
