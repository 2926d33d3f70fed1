"""Settings: what a person may write in `balik.toml`, and what each mistake is answered with."""

from pathlib import Path

import pytest

from core.settings import load_settings
from core.texts import Texts
from core.trouble import StartupTrouble


def _trouble(data: Path) -> str:
    with pytest.raises(StartupTrouble) as caught:
        load_settings(data)
    return f"{caught.value.sentence(Texts())} {caught.value.advice(Texts())}"


def test_without_a_file_the_demonstration_is_set(tmp_path: Path) -> None:
    """A new user writes nothing and has a working world."""
    settings = load_settings(tmp_path)
    assert (settings.demonstration, settings.store, settings.kiosk) == (True, "0166", "K1")


def test_a_file_is_read_and_the_environment_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`balik.toml` sets, a variable overrides for one run."""
    (tmp_path / "balik.toml").write_text('store = "0412"\npos = "01"\n[times]\nidle = 5\n')
    monkeypatch.setenv("BALIK_POS", "02")
    settings = load_settings(tmp_path)
    assert (settings.store, settings.pos, settings.times.idle) == ("0412", "02", 5)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"[[[", "cannot be read"),
        (b"\xff\xfe", "not UTF-8"),
        (b"store = '99'", "The setting store is not valid"),
        (b"[times]\nidle = -3", "BALIK_TIMES__IDLE"),
        (b"language = 'tlh'", "The setting language is not valid"),
        (b"surprise = 1", "The setting surprise is not valid"),
    ],
)
def test_a_broken_file_is_one_clear_message_and_stays_as_it_is(
    tmp_path: Path, written: bytes, said: str
) -> None:
    """Every mistake names the file and the place, and nobody's file is rewritten."""
    file = tmp_path / "balik.toml"
    file.write_bytes(written)
    message = _trouble(tmp_path)
    assert said in message
    assert str(file) in message
    assert "Traceback" not in message
    assert file.read_bytes() == written
