"""The `balik` command: troubles are said in a sentence, and a kiosk starts without detours."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.bootstrap import Shop


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the answer is the process's exit status.

    A trouble that has a sentence is said in that sentence, and a bug in one without a traceback.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    try:
        kiosk = _kiosk_at_once(words)
        if kiosk is not None:
            return kiosk
        from core.command_line import run  # noqa: PLC0415 - a kiosk does not wait for it

        return run(words)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        return _unheard()
    except ImportError as missing:
        if missing.name and missing.name.split(".")[0] not in {"PySide6", "shiboken6"}:
            return _bug(missing)
        return _say_missing_libraries(missing)
    except Exception as error:
        return _say(error)


def _unheard() -> int:
    """End without a word: whoever read what was said, `head` perhaps, has heard enough."""
    # At its end Python would try to say the rest, and complain.
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a kiosk waits for no paths
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    return 141


def _kiosk_at_once(words: Sequence[str]) -> int | None:
    """Open the kiosk if that is all that is wanted, spelled out; None for everything else.

    The command line's parser takes a sixth of a bare window's whole start (decision 0001), and a
    kiosk's first frame is asked for within 1.30 of that.
    """
    flags = {"--full-screen", "--first-frame", "--locked-window"}
    rest = list(words[1:])
    valued: dict[str, str] = {}
    for option in ("--data", "--ecms", "--client", "--secret-file", "--record"):
        if option in rest and rest.index(option) + 1 < len(rest):
            place = rest.index(option)
            valued[option] = rest[place + 1]
            del rest[place : place + 2]
    if words[:1] != ["kiosk"] or not flags.issuperset(rest):
        return None
    # Nothing of what is loaded now is ever garbage; a kiosk collects once its station is open.
    gc.disable()
    from core.desktop.display import can_show  # noqa: PLC0415 - after the words were understood

    # A locked window is its keeper's, which looked; off-screen it is a test's.
    if not can_show() and not {"--first-frame", "--locked-window"}.intersection(rest):
        return None
    from core.desktop.desk import show_kiosk  # noqa: PLC0415 - after the display was looked for

    return show_kiosk(
        lambda: _shop(valued),
        full_screen="--full-screen" in rest,
        first_frame_only="--first-frame" in rest,
        locked="--locked-window" in rest,
    )


def _shop(valued: Mapping[str, str]) -> Shop:
    from core.commands.options import terminal_shop  # noqa: PLC0415 - after the first frame

    return terminal_shop("kiosk", valued)


def _say(error: Exception) -> int:
    from core.texts import Texts  # noqa: PLC0415
    from core.trouble import StartupTrouble  # noqa: PLC0415

    if not isinstance(error, StartupTrouble):
        return _bug(error)
    texts = Texts()
    sys.stderr.write(f"{error.sentence(texts)}\n{error.advice(texts)}\n")
    return 1


def _bug(error: BaseException) -> int:
    from core.log import get_logger, where  # noqa: PLC0415

    get_logger("cli").error("command failed", error=type(error).__name__, where=where(error))
    sys.stderr.write("Something went wrong inside Balik. Nothing was changed. Please try again.\n")
    return 70


def _say_missing_libraries(missing: ImportError) -> int:
    sys.stderr.write(
        "Qt cannot start: a system library is missing.\n"
        f"{missing}\n"
        "On Debian or Ubuntu: sudo apt install libgl1 libegl1 libglib2.0-0 libdbus-1-3"
        " libxkbcommon0 libfontconfig1\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
