"""The charts of a result, as ECharts options; every chart has its table beside it, so nothing is only drawn."""

from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from pingyi.rules.rulebook.words import Text
from pingyi.rules.scoring.announcement import Announcement
from pingyi.ui.tables.table import write_xlsx
from pingyi.ui.words.phrases import exact, translated

SEAL, INK, PAPER = "#9a2a23", "#7a8797", "#d9b8a6"
"""Three colours at most: what is doubted or doubts, what was planned, what was reached."""
GRID = {"left": 8, "right": 24, "top": 8, "bottom": 8, "containLabel": True}


def ranking_chart(result: Announcement) -> dict[str, Any]:
    """One bar per unit from the lowest possible total, and over it the range in which the total very probably lies."""
    bars = [{"value": _number(own.total), "label": {"formatter": str(own.published)}} for own in result.ranked]
    whiskers = [end for row, own in enumerate(result.ranked) for end in ([own.low, row], [own.high, row], None)]
    return {
        "grid": GRID,
        "xAxis": {"type": "value", "min": _number(result.low), "max": _number(result.high)},
        "yAxis": _names([own.name for own in result.ranked]),
        "series": [
            {
                "type": "bar",
                "data": bars,
                "itemStyle": {"color": PAPER},
                "barWidth": "60%",
                "label": {"show": True, "position": "insideLeft", "color": "#3b2a26", "fontWeight": "bold"},
            },
            {
                "type": "line",
                "data": ["-" if end is None else [_number(end[0]), end[1]] for end in whiskers],
                "lineStyle": {"color": SEAL, "width": 3},
                "itemStyle": {"color": SEAL},
                "symbol": "rect",
                "symbolSize": [3, 16],
            },
        ],
    }


def places_chart(result: Announcement) -> dict[str, Any]:
    """The places the data allow each unit, as a band from the best to the worst, and the place it has."""
    lines = [(own, own.places) for own in result.ranked if own.places]
    marks = [{"value": [own.place, row], "label": {"formatter": str(own.place)}} for row, (own, _) in enumerate(lines)]
    return {
        "grid": GRID,
        "xAxis": {"type": "value", "min": 0.5, "max": len(lines) + 0.5, "interval": 1, "show": False},
        "yAxis": _names([own.name for own, _ in lines]),
        "series": [
            _stack([best - 0.5 for _, (best, _) in lines], "transparent"),
            _stack([worst - best + 1 for _, (best, worst) in lines], PAPER),
            {
                "type": "line",
                "data": marks,
                "lineStyle": {"opacity": 0},
                "itemStyle": {"color": SEAL},
                "symbol": "circle",
                "symbolSize": 28,
                "label": {"show": True, "position": "inside", "color": "#fff", "fontWeight": "bold"},
            },
        ],
    }


def weights_chart(result: Announcement) -> dict[str, Any]:
    """What each part was meant to weigh beside what it really decided, in percent."""
    lines = result.weights
    bars = [
        (_("as planned"), INK, [own.nominal for own in lines]),
        (_("in fact"), SEAL, [own.real or Fraction(0) for own in lines]),
    ]
    return {
        "grid": {**GRID, "right": 110},
        "xAxis": {"type": "value", "min": 0, "show": False},
        "yAxis": _names([own.name for own in lines], "break"),
        "series": [
            {
                "type": "bar",
                "data": [_labelled(value, f"{name} {round(value)} %") for value in values],
                "itemStyle": {"color": colour},
                "label": {"show": True, "position": "right"},
            }
            for name, colour, values in bars
        ],
    }


def ranking_table(result: Announcement) -> bytes:
    """The ranking as a table to take away: what the page shows, unit by unit, those without a place at the end."""
    parts = [translated(part.name) for part in result.units[0].parts] if result.units else []
    heading = [_("Place"), _("Unit"), _("Total"), _("lowest probable total"), _("highest probable total"), *parts]
    rows = [
        [
            own.place if own.place is not None else "—",
            translated(own.name),
            str(own.published),
            exact(own.low, 1),
            exact(own.high, 1),
            *(exact(part.points) for part in own.parts),
            own.voters,
            own.invited,
        ]
        for own in result.units
    ]
    return write_xlsx([*heading, _("Answered"), _("People invited")], rows)


def _labelled(value: Fraction, label: str) -> dict[str, Any]:
    return {"value": _number(value), "label": {"formatter": label}}


def _names(names: list[Text], overflow: str = "truncate") -> dict[str, Any]:
    """Every row is named; ui.js gives the names the room there is."""
    return {
        "type": "category",
        "inverse": True,
        "data": [translated(name) for name in names],
        "axisLabel": {"overflow": overflow, "interval": 0},
        "axisTick": {"show": False},
    }


def _stack(data: list[float], colour: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "stack": "places",
        "silent": True,
        "data": data,
        "itemStyle": {"color": colour, "borderRadius": 6},
        "barWidth": "45%",
    }


def _number(value: Any) -> float:
    """Drawn to a thousandth; a chart needs no more."""
    return round(float(Fraction(value)), 3)
