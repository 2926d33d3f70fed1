"""Lucide's drawings as painter paths.

Qt's own SVG library takes longer to load than a whole first screen may take to appear, and of SVG
the icons use only outlines: paths of lines, arcs and curves, rectangles, circles and polylines.
"""

import math
import re
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

#: Lucide draws on a square of this many units.
GRID: Final = 24

_SHAPE: Final = re.compile(r"<(path|rect|circle|line|polyline|ellipse)\s([^>]*)>")
_ATTRIBUTE: Final = re.compile(r'([a-z0-9]+)="([^"]*)"')
_STEP: Final = re.compile(r"([MLHVCAZ])([^MLHVCAZ]*)", re.IGNORECASE)
_NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_ARGUMENTS: Final = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7}


def outline(svg: str) -> QPainterPath:
    """All strokes of one icon, on the grid.

    Args:
        svg: the file's text.

    Raises:
        ValueError: it uses something that the icons do not use.
    """
    whole = QPainterPath()
    for tag, inside in _SHAPE.findall(svg):
        given = dict(_ATTRIBUTE.findall(inside))
        if tag == "path":
            _Pen(whole).draw(given["d"])
        else:
            _simple(whole, tag, given)
    return whole


def _simple(whole: QPainterPath, tag: str, given: dict[str, str]) -> None:
    def at(name: str) -> float:
        return float(given.get(name, "0"))

    match tag:
        case "rect":
            rounding = at("rx") or at("ry")
            whole.addRoundedRect(
                QRectF(at("x"), at("y"), at("width"), at("height")), rounding, rounding
            )
        case "circle":
            radius = at("r")
            whole.addEllipse(QRectF(at("cx") - radius, at("cy") - radius, 2 * radius, 2 * radius))
        case "line":
            whole.moveTo(at("x1"), at("y1"))
            whole.lineTo(at("x2"), at("y2"))
        case "polyline":
            numbers = [float(n) for n in _NUMBER.findall(given["points"])]
            whole.moveTo(numbers[0], numbers[1])
            for x, y in zip(numbers[2::2], numbers[3::2], strict=True):
                whole.lineTo(x, y)
        case _:
            raise ValueError(f"no icon uses <{tag}>")


class _Pen:
    """Follows the `d` attribute of one path (SVG 1.1, section 8.3)."""

    def __init__(self, whole: QPainterPath) -> None:
        self._whole = whole
        self._x = self._y = 0.0
        self._start = (0.0, 0.0)

    def draw(self, d: str) -> None:
        for letter, inside in _STEP.findall(d):
            if letter in "Zz":
                self._whole.closeSubpath()
                self._x, self._y = self._start
                continue
            for place, numbers in enumerate(_groups(letter, inside)):
                self._step(letter.upper(), numbers, is_first=place == 0, relative=letter.islower())

    def _step(self, step: str, numbers: list[float], *, is_first: bool, relative: bool) -> None:
        dx, dy = (self._x, self._y) if relative else (0.0, 0.0)
        match step:
            case "H":
                self._line(dx + numbers[0], self._y)
            case "V":
                self._line(self._x, dy + numbers[0])
            case "L":
                self._line(dx + numbers[0], dy + numbers[1])
            case "M" if is_first:
                self._x, self._y = self._start = (dx + numbers[0], dy + numbers[1])
                self._whole.moveTo(self._x, self._y)
            case "M":
                self._line(dx + numbers[0], dy + numbers[1])
            case "C":
                x1, y1, x2, y2, x, y = numbers
                self._whole.cubicTo(dx + x1, dy + y1, dx + x2, dy + y2, dx + x, dy + y)
                self._x, self._y = dx + x, dy + y
            case _:
                radius_x, radius_y, _, large, sweep, x, y = numbers
                self._arc(radius_x, radius_y, bool(large), bool(sweep), dx + x, dy + y)

    def _line(self, x: float, y: float) -> None:
        self._x, self._y = x, y
        self._whole.lineTo(x, y)

    def _arc(
        self, radius_x: float, radius_y: float, large: bool, sweep: bool, x: float, y: float
    ) -> None:
        """From where the pen is to (x, y), by SVG 1.1, appendix F.6.5, without rotation."""
        half_x, half_y = (self._x - x) / 2, (self._y - y) / 2
        reach = (half_x / radius_x) ** 2 + (half_y / radius_y) ** 2
        if reach > 1:
            radius_x, radius_y, reach = (
                radius_x * math.sqrt(reach),
                radius_y * math.sqrt(reach),
                1.0,
            )
        bow = math.sqrt(max(0.0, 1 / reach - 1)) if reach else 0.0
        bow = -bow if large == sweep else bow
        offset_x, offset_y = bow * radius_x * half_y / radius_y, -bow * radius_y * half_x / radius_x
        centre_x, centre_y = offset_x + (self._x + x) / 2, offset_y + (self._y + y) / 2
        begin = math.atan2((half_y - offset_y) / radius_y, (half_x - offset_x) / radius_x)
        end = math.atan2((-half_y - offset_y) / radius_y, (-half_x - offset_x) / radius_x)
        turn = math.degrees(end - begin) % 360
        # Qt counts angles against the clock, SVG with it.
        self._whole.arcTo(
            QRectF(centre_x - radius_x, centre_y - radius_y, 2 * radius_x, 2 * radius_y),
            -math.degrees(begin),
            -turn if sweep else 360 - turn,
        )
        self._x, self._y = x, y


def _groups(letter: str, inside: str) -> Iterator[list[float]]:
    numbers = [float(n) for n in _NUMBER.findall(inside)]
    size = _ARGUMENTS[letter.upper()]
    if not numbers or len(numbers) % size:
        raise ValueError(f"{letter}{inside} does not take {len(numbers)} numbers")
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
