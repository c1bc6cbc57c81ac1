"""Calibration plots as SVG: what was said across, what happened upwards; on the diagonal is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.scoring.measures import Bin

SIDE, LEFT, TOP = 320, 52, 34
WIDTH, HEIGHT = 400, 430
COLOURS = ("#0b6e4f", "#c1666b", "#4a6fa5")
SHAPES = ("circle", "square", "diamond")


class Curve(NamedTuple):
    """One method's points; groups that are too small are None."""

    name: str
    points: Sequence[Bin | None]


DASHED = "on the dashed line: as often as said"


def calibration(title: str, curves: Sequence[Curve]) -> str:
    """Return the plot of up to three curves as an SVG document, the first on top."""
    shown = [
        _curve(curve, colour, shape)
        for curve, colour, shape in zip(curves, COLOURS, SHAPES, strict=False)
    ]
    legend = [_legend(at, curve.name) for at, curve in enumerate(curves)]
    height = HEIGHT + 18 * len(curves)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"'
        f' width="{WIDTH}" height="{height}" font-family="sans-serif" font-size="12" role="img">'
    )
    background = '<rect width="100%" height="100%" fill="#fff"/>'
    name = f"<title>{escape(title)}</title>"
    heading = f'<text x="{LEFT}" y="20" font-size="14">{escape(title)}</text>'
    parts = [head, name, background, heading, *_axes(), *reversed(shown), *legend, "</svg>"]
    return "\n".join(parts) + "\n"


def _axes() -> list[str]:
    middle = TOP + SIDE / 2
    upright = f'x="14" y="{middle}" text-anchor="middle" transform="rotate(-90 14 {middle})"'
    parts = [
        f'<path d="M{_x(0)} {_y(0)}L{_x(1)} {_y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<path d="M{_x(0)} {_y(1)}V{_y(0)}H{_x(1)}" fill="none" stroke="#333"/>',
        f'<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 36}" text-anchor="middle">said</text>',
        f"<text {upright}>happened</text>",
        f'<text x="{_x(1) - 6}" y="{_y(0) - 8}" text-anchor="end" fill="#666">{DASHED}</text>',
    ]
    for tick in (0, 0.25, 0.5, 0.75, 1):
        parts.append(
            f'<text x="{_x(tick)}" y="{TOP + SIDE + 18}" text-anchor="middle">{tick:.0%}</text>'
        )
        parts.append(
            f'<text x="{LEFT - 6}" y="{_y(tick) + 4:g}" text-anchor="end">{tick:.0%}</text>'
        )
    return parts


def _curve(curve: Curve, colour: str, shape: str) -> str:
    at = [(_x(each.said), _y(each.happened)) for each in curve.points if each is not None]
    path = "L".join(f"{x} {y}" for x, y in at)
    marks = "".join(_mark(x, y, shape) for x, y in at)
    return (
        f'<g stroke="{colour}" fill="{colour}"><path d="M{path}" fill="none"'
        f' stroke-width="2"/>{marks}</g>'
    )


def _legend(at: int, name: str) -> str:
    y = TOP + SIDE + 60 + 18 * at
    mark = _mark(LEFT + 8, y - 4, SHAPES[at])
    return f'<g fill="{COLOURS[at]}">{mark}</g><text x="{LEFT + 22}" y="{y}">{escape(name)}</text>'


def _mark(x: float, y: float, shape: str) -> str:
    """Draw a point; each curve has a shape of its own, so that colour is not needed."""
    if shape == "circle":
        return f'<circle cx="{x}" cy="{y}" r="4"/>'
    if shape == "square":
        return f'<path d="M{x - 4:.1f} {y - 4:.1f}h8v8h-8z"/>'
    return f'<path d="M{x} {y - 5:.1f}l5 5l-5 5l-5 -5z"/>'


def _x(share: float) -> float:
    return round(LEFT + SIDE * share, 1)


def _y(share: float) -> float:
    return round(TOP + SIDE * (1 - share), 1)
