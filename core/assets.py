"""Where the fonts, icons, theme, sentences and samples are that ship with Balik."""

from pathlib import Path
from typing import Final

_ROOT: Final = Path(__file__).resolve().parent.parent / "assets"


def asset_path(*parts: str) -> Path:
    """The path of a shipped file, `asset_path("icons", "package.svg")`."""
    return _ROOT.joinpath(*parts)
