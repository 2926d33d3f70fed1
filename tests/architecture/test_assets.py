"""What the code asks `assets/` for is there, and every style sheet finds its tokens."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from house_sources import PARTS, calls, files, place, strings

from core.assets import asset_path
from core.documents.letters import Face
from core.qt.theme import Contrast, Theme

_ICON_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def _tokens() -> dict[str, Any]:
    tokens: dict[str, Any] = json.loads(asset_path("theme", "tokens.json").read_text("utf-8"))
    return tokens


def _icons_asked_for(path: Path) -> Iterator[ast.Constant]:
    """Names given to `icon(…)`, `show_icon(…)` and the like, or as `icon=…`."""
    colours = _tokens()["colours"]["normal"].keys()
    for call, function in calls(path):
        given = list(call.args) if re.search(r"(^|_)icon(_|$)", function) else []
        given += [word.value for word in call.keywords if "icon" in (word.arg or "")]
        for argument in given:
            name = argument.value if isinstance(argument, ast.Constant) else None
            if isinstance(name, str) and _ICON_NAME.fullmatch(name) and name not in colours:
                yield argument


def test_every_icon_asked_for_is_shipped() -> None:
    asked = {
        (node.value, place(path, node)) for path in files(*PARTS) for node in _icons_asked_for(path)
    }
    assert len(asked) > 10
    assert {ask for ask in asked if not asset_path("icons", f"{ask[0]}.svg").is_file()} == set()


def test_every_font_asked_for_is_shipped() -> None:
    asked = {str(node.value) for path in files(*PARTS) for node in strings(path)}
    fonts = {name for name in asked if name.endswith(".ttf") and len(name) > 4}
    fonts |= {f"{face.value}.ttf" for face in Face}
    assert len(fonts) >= 6
    assert {name for name in fonts if not asset_path("fonts", name).is_file()} == set()


def test_every_file_named_in_full_is_shipped() -> None:
    named = [
        tuple(part.value for part in call.args if isinstance(part, ast.Constant))
        for path in files(*PARTS)
        for call, function in calls(path)
        if function == "asset_path" and all(isinstance(part, ast.Constant) for part in call.args)
    ]
    assert named
    missing = {parts for parts in named if not asset_path(*parts).exists()}
    # Without another language there is no folder for them; the catalogue copes.
    assert missing <= {("locale",)}


@pytest.mark.parametrize("contrast", Contrast)
def test_every_style_sheet_finds_its_tokens(contrast: Contrast) -> None:
    sheets = sorted(path.stem for path in asset_path("theme").glob("*.qss"))
    assert sheets
    for name in sheets:
        assert "{{" not in Theme(contrast).sheet(name)


def test_every_palette_has_every_token() -> None:
    palettes = _tokens()["colours"]
    assert {contrast.value for contrast in Contrast} == palettes.keys()
    assert len({frozenset(palette) for palette in palettes.values()}) == 1


def test_fonts_and_icons_come_with_their_licences() -> None:
    assert list(asset_path("icons").glob("LICENSE-*"))
    families = {path.name.split("-")[0] for path in asset_path("fonts").glob("*.ttf")}
    licences = {
        path.stem.removeprefix("LICENSE-") for path in asset_path("fonts").glob("LICENSE-*")
    }
    assert families <= licences
