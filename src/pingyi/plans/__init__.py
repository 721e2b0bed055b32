"""The campaign plans that come with the package: data, not code."""

from importlib import resources

SCIENCE_BUREAU = "science-bureau"
SCHOOL_DISTRICT = "school-district"


def names() -> tuple[str, ...]:
    """The names of the built-in plans."""
    return tuple(
        sorted(f.name.removesuffix(".toml") for f in resources.files(__name__).iterdir() if f.name.endswith(".toml"))
    )


def read(name: str) -> str:
    """The text of a built-in plan. Raises FileNotFoundError."""
    return (resources.files(__name__) / f"{name}.toml").read_text(encoding="utf-8")
