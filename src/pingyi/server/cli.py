"""The command `pingyi`. Sub-commands are imported only when called, so the auditor's ones work without Django."""

from importlib import import_module

import click

COMMANDS = {
    "compute": "pingyi.server.compute:command",
    "demo": "pingyi.server.serving:demo",
    "manage": "pingyi.server.serving:manage",
    "plan": "pingyi.server.plan:command",
    "rehearse": "pingyi.server.rehearse:command",
    "serve": "pingyi.server.serving:serve",
    "verify": "pingyi.server.verify:command",
}


class LazyGroup(click.Group):
    """A group that knows the names of its commands and imports one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name].split(":")
        try:
            command = getattr(import_module(module), attribute)
        except ModuleNotFoundError as missing:
            raise click.ClickException(
                f"`pingyi {name}` needs the package {missing.name}: install it with `pip install 'pingyi[server]'`."
            ) from missing
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="pingyi")
def main() -> None:
    """民主评议政风行风: run an appraisal of conduct that anybody can recompute."""
