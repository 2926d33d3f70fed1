"""From tokens to pixels: colours, sizes and fonts come from `assets/theme`, never from Python."""

import os
from ast import literal_eval
from enum import Enum
from functools import cache
from typing import Any, Final, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication

from core.assets import asset_path

#: What the first screen needs; the others are loaded when they are first asked for.
_FONT_FILES: Final = (
    "AtkinsonHyperlegibleNext-Regular.ttf",
    "AtkinsonHyperlegibleNext-SemiBold.ttf",
    "AtkinsonHyperlegibleNext-Bold.ttf",
    "AtkinsonHyperlegibleNext-ExtraBold.ttf",
    "AtkinsonHyperlegibleMono-Regular.ttf",
    "AtkinsonHyperlegibleMono-Bold.ttf",
)


class Contrast(Enum):
    """The three palettes, in the order in which the switch goes through them."""

    NORMAL = "normal"
    HIGH = "high"
    DARK = "dark"

    def following(self) -> "Contrast":
        """The palette that the switch's next touch gives."""
        order = list(Contrast)
        return order[(order.index(self) + 1) % len(order)]


@cache
def _tokens() -> dict[str, Any]:
    # The file's JSON knows no true, false or null, so it is Python's as well; its reader is loaded
    # already, that of JSON would be the first frame's to pay.
    tokens: dict[str, Any] = literal_eval(asset_path("theme", "tokens.json").read_text("utf-8"))
    return tokens


@cache
def _sheet(name: str) -> str:
    return asset_path("theme", f"{name}.qss").read_text("utf-8")


class Theme(NamedTuple):
    """The look of one window: palette, text size and scale. Immutable; a change is a new Theme.

    A named tuple, because the first frame has no other use for the machinery of dataclasses.

    Args:
        contrast: which palette.
        text_step: 0, 1 or 2, an index into the tokens' `text_steps`.
        scale: real pixels for one design pixel (1080 × 1920 for the kiosk, 1366 × 768 for the POS).
    """

    contrast: Contrast = Contrast.NORMAL
    text_step: int = 0
    scale: float = 1.0

    def px(self, design: float) -> int:
        """A length in real pixels; at least 1 for a length that is not 0."""
        return max(1, round(design * self.scale)) if design else 0

    def font_px(self, design: float) -> int:
        """A font's pixel size, with the text-size switch; never below what a screen can draw."""
        step: float = _tokens()["text_steps"][self.text_step]
        return max(7, round(design * self.scale * step))

    def title_px(self, design: float) -> int:
        """A heading's pixel size: it is large to begin with, so it grows by half as much."""
        step: float = _tokens()["text_steps"][self.text_step]
        return max(7, round(design * self.scale * (1 + step) / 2))

    def hex(self, token: str) -> str:
        """A colour token as `#RRGGBB`.

        Raises:
            KeyError: no such token in this palette.
        """
        colour: str = _tokens()["colours"][self.contrast.value][token]
        return colour

    def colour(self, token: str) -> QColor:
        """A colour token as Qt wants it."""
        return QColor(self.hex(token))

    def sheet(self, name: str) -> str:
        """The style sheet `assets/theme/<name>.qss`, its places filled.

        Places: `{{green}}` a colour, `{{px 24}}` a length, `{{font 30}}` a font's size,
        `{{title 75}}` a heading's, `{{text-font}}` and `{{mono-font}}` the families.
        """
        first, *places = _sheet(name).split("{{")
        filled = [first]
        for place in places:
            what, _, rest = place.partition("}}")
            filled += (self._fill(*what.split()), rest)
        return "".join(filled)

    def bigger_text(self) -> "Theme":
        """The next of the three text sizes, and after the last the first again."""
        return self._replace(text_step=(self.text_step + 1) % len(_tokens()["text_steps"]))

    def _fill(self, name: str, size: str = "") -> str:
        if name == "px":
            return f"{self.px(float(size))}px"
        if name == "font":
            return f"{self.font_px(float(size))}px"
        if name == "title":
            return f"{self.title_px(float(size))}px"
        if name in {"text-font", "mono-font"}:
            family: str = _tokens()["fonts"][name.removesuffix("-font")]
            return f'"{family}"'
        return self.hex(name)


def mono_font(pixel_size: int, *, bold: bool = True) -> QFont:
    """The fixed-width face in which codes are shown."""
    font = QFont(_tokens()["fonts"]["mono"])
    font.setPixelSize(pixel_size)
    font.setBold(bold)
    return font


def dress(app: QApplication) -> None:
    """Give an application our style and fonts, so that it looks alike on every platform.

    A second time does nothing: another style would be tried on every widget there is.
    """
    if app.property("dressed"):
        return
    app.setStyle("fusion")
    _load_fonts()
    app.setProperty("dressed", True)


def dressed_application(name: str) -> QApplication:
    """A new application in our style and fonts.

    The style is an argument of its command line, for to be given a style object by Qt takes a
    tenth of a first frame: PySide builds all enums of its class.
    """
    # Only Linux asks for it; whoever has set one of their own knows why.
    os.environ.setdefault("FONTCONFIG_FILE", str(asset_path("fonts", "fonts.conf")))
    app = QApplication([name, "-style", "fusion"])
    app.setApplicationName(name)
    _load_fonts()
    return app


def _load_fonts() -> None:
    for name in _FONT_FILES:
        QFontDatabase.addApplicationFont(str(asset_path("fonts", name)))
    font = QFont(_tokens()["fonts"]["text"])
    font.setPixelSize(16)
    QGuiApplication.setFont(font)
