"""What an act is, who its parties are, and what exactly they sign: defined once, for the house and for strangers.

A noun brings a module with its own kinds, and nobody lists them.
"""

from importlib import import_module
from pkgutil import iter_modules

from pingyi.rules.acts.kind import Kind

ACTS = {
    each.code: each
    for module in iter_modules(__path__)
    for each in vars(import_module(f"{__name__}.{module.name}")).values()
    if isinstance(each, Kind)
}
"""Code → every kind of act there is."""
