"""A camera as a scanner: its program puts pictures into a folder, and their codes are scans.

Any program can: `ffmpeg`, `fswebcam`, a phone's share. Qt's own camera is in the Addons that Balik
does without (decision 0086).
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from core.scanning.ears import listen_on_a_thread
from core.scanning.picture import scans_in

_LOOK_S: Final = 0.2
_KINDS: Final = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".webp"})

#: When a picture was last written, and how long it is.
_Version = tuple[int, int]


class CameraFolder:
    """Looks for new pictures; see `core.services.scanners.Scanner`.

    What lies there when it begins is not looked at, and nothing is deleted.

    Args:
        folder: where the pictures come; it may come later.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listen(
        self, heard: Callable[[str], None], changed: Callable[[bool], None]
    ) -> Callable[[], None]:
        """See `Scanner.listen`."""
        return listen_on_a_thread("balik-camera", lambda ended: self._run(heard, changed, ended))

    def _run(
        self, heard: Callable[[str], None], changed: Callable[[bool], None], ended: threading.Event
    ) -> None:
        is_there = self._folder.is_dir()
        changed(is_there)
        read = self._pictures()
        while not ended.wait(_LOOK_S):
            if self._folder.is_dir() is not is_there:
                is_there = not is_there
                changed(is_there)
            pictures = self._pictures()
            for path in sorted(pictures.keys() - {p for p in read if read[p] == pictures.get(p)}):
                scans = _scans(path, pictures[path])
                if scans is None:
                    # It is looked at again next time.
                    pictures.pop(path)
                    continue
                for scan in scans:
                    if not ended.is_set():
                        heard(scan)
            read = pictures

    def _pictures(self) -> dict[Path, _Version]:
        try:
            paths = [path for path in self._folder.iterdir() if path.suffix.lower() in _KINDS]
            return {path: _version(path) for path in paths}
        except OSError:
            # The folder, or a picture in it, went away this moment.
            return {}


def _version(path: Path) -> _Version:
    said = path.stat()
    return said.st_mtime_ns, said.st_size


def _scans(path: Path, version: _Version) -> list[str] | None:
    """The codes of a picture; None where it is still being written."""
    try:
        with Image.open(path) as picture:
            scans = scans_in(picture)
        return scans if _version(path) == version else None
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError):
        return None
