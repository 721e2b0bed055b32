"""`pingyi administrators`: bring in the first three people of a new house (E-D D4, D5).

There is no default account. The three administrators are three persons; each gets a link, chooses a password, and
brings in the others. The command works once, while nobody is there.
"""

import click

from pingyi.server.serving import installation

TITLES = {
    "sys_admin": "system administrator (enters units and people, sends invitations)",
    "sec_admin": "security administrator (grants and withdraws roles)",
    "audit_admin": "audit administrator (reads who did what)",
}


@click.command()
def command() -> None:
    """Bring in the three administrators of a new house."""
    with installation():
        from pingyi.records.organisation.queries import usernames

        if usernames():
            raise click.ClickException("There are people already; the system administrator brings in the others.")
        _install()


def _install() -> None:
    from django.conf import settings
    from django.core.exceptions import ValidationError
    from django.urls import reverse

    from pingyi.records.organisation.actions import NewPerson, install_administrators
    from pingyi.rules.mandate import CLOCKWORK, Role

    people = {}
    for role, title in TITLES.items():
        click.echo(f"The {title}:")
        people[Role(role)] = NewPerson(click.prompt("  username"), click.prompt("  name"))
    try:
        invited = install_administrators(people, actor=CLOCKWORK, at=settings.CLOCK.now())
    except ValidationError as fault:
        raise click.ClickException(" ".join(fault.messages) + " Nobody was entered; run the command again.") from fault
    click.echo("\nGive each their own link, in person. It works once, within 7 days:\n")
    for one in invited:
        click.echo(f"  {one.name} ({one.username})\n  {settings.PUBLIC_URL}{reverse('join', args=[one.token])}\n")
