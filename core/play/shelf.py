"""The scenarios that ship with Balik."""

from pathlib import Path

from core.assets import asset_path


def shelf() -> list[Path]:
    """Their files, by name."""
    return sorted(asset_path("scenarios").glob("*.toml"))


def scenario_file(name: str) -> Path:
    """A file by its path, or a shipped one by its name."""
    shipped = asset_path("scenarios") / f"{name}.toml"
    return shipped if "/" not in name and shipped.exists() else Path(name).expanduser()
