"""The command `pingyi`. Sub-commands are imported only when called, so the auditor's ones work without Django."""

import signal
import sys
from importlib import import_module
from types import FrameType

import click

COMMANDS = {
    "administrators": ("pingyi.server.administrators:command", "Bring in the three administrators of a new house."),
    "backup": ("pingyi.server.backup:backup", "Write the whole database into one file."),
    "compute": ("pingyi.commands.compute:command", "Compute one statistic from a JSON file."),
    "credentials": ("pingyi.commands.credentials:command", "Make the codes of a survey; find whom to remind."),
    "demo": ("pingyi.server.serving:demo", "Rehearse the source plan and serve it."),
    "letters": ("pingyi.commands.letters:command", "Typeset the letters that carry the codes."),
    "manage": ("pingyi.server.serving:manage", "Django's management commands."),
    "plan": ("pingyi.commands.plan:command", "Check, show and compare plan files."),
    "rehearse": ("pingyi.server.rehearse:command", "Run a whole invented campaign."),
    "restore": ("pingyi.server.backup:restore", "Bring a backup into an empty installation."),
    "serve": ("pingyi.server.serving:serve", "Serve this installation's campaign."),
    "takeover": ("pingyi.server.backup:take_over", "Let a restored database go on in place of a lost one."),
    "trustee": ("pingyi.commands.trustee:command", "Make a key and open boxes without a browser."),
    "verify": ("pingyi.commands.verify:command", "Recompute a published bundle, board or journal."),
    "vote": ("pingyi.commands.vote:command", "Seal a ballot without a browser."),
}
"""Name → where the command lives, and what `pingyi --help` says without importing it."""


class LazyGroup(click.Group):
    """A group that knows the names of its commands and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        try:
            command = getattr(import_module(module), attribute)
        except ModuleNotFoundError as missing:
            if (missing.name or "").startswith("pingyi"):
                raise
            raise click.ClickException(
                f"`pingyi {name}` needs {missing.name}: run `pip install '.[server]'` in the folder of its source."
            ) from missing
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in sorted(COMMANDS.items())])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pingyi")
def main() -> None:
    """民主评议政风行风: run an appraisal of conduct that anybody can recompute."""
    end_in_order()


def end_in_order() -> None:
    """Let `kill` and a closed terminal end a command as Ctrl-C does: what it started ends with it."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # nohup, and whoever serves, know better
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
