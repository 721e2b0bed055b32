"""Charts as ECharts options: numbers become pictures here and nowhere else; a desk only names what to compare."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

SHOWN = 20
INK = "#9a2a23"
PALE = "#d8a39d"
NAMES = {"overflow": "truncate", "interval": 0}


def shares(named: Iterable[tuple[str, Fraction | None]]) -> dict[str, Any]:
    """Horizontal bars of shares in per cent, the lowest first, at most twenty; empty without any share."""
    known = sorted(((share, name) for name, share in named if share is not None), key=lambda pair: pair[0])[:SHOWN]
    if not known:
        return {}
    percent = [round(float(share) * 100, 1) for share, _ in known]
    return {
        "grid": {"left": 8, "right": 40, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value", "min": 0, "max": 100, "axisLabel": {"formatter": "{value}%"}},
        "yAxis": {"type": "category", "inverse": True, "data": [name for _, name in known], "axisLabel": NAMES},
        "series": [
            {
                "type": "bar",
                "data": percent,
                "itemStyle": {"color": INK},
                "label": {"show": True, "position": "right", "formatter": "{c}%"},
            }
        ],
    }


def against_target(named: Iterable[tuple[str, Fraction | None]], target: Decimal | None) -> dict[str, Any]:
    """Horizontal bars of figures in the order given, at most twenty; those below the target are paler."""
    bars = [(name, round(float(value or 0), 1)) for name, value in named][:SHOWN]
    colours = [PALE if target is not None and value < target else INK for _, value in bars]
    return {
        "grid": {"left": 8, "right": 40, "top": 8, "bottom": 8, "containLabel": True},
        "xAxis": {"type": "value", "min": 0, "minInterval": 1},
        "yAxis": {"type": "category", "inverse": True, "data": [name for name, _ in bars], "axisLabel": NAMES},
        "series": [
            {
                "type": "bar",
                "data": [
                    {"value": value, "itemStyle": {"color": colour}}
                    for (_, value), colour in zip(bars, colours, strict=True)
                ],
                "label": {"show": True, "position": "right"},
            }
        ],
    }
