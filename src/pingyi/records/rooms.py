"""What rooms say of themselves: a module of an agreed name in a desk's or a record's room, found and never listed."""

from functools import cache
from importlib import import_module
from typing import TypeVar

from django.apps import apps
from django.utils.module_loading import module_has_submodule

Declared = TypeVar("Declared")


@cache
def declared(module: str, kind: type[Declared]) -> tuple[Declared, ...]:
    """Every value of this kind that a room names in its module `module`, room by room, in the order it is written."""
    return tuple(
        value
        for room in apps.get_app_configs()
        if room.name.startswith("pingyi.") and room.module and module_has_submodule(room.module, module)
        for value in vars(import_module(f"{room.name}.{module}")).values()
        if isinstance(value, kind)
    )
