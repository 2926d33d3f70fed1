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
        # Before anybody hears that it listens: what comes after that word is a scan.
        read = self._pictures()
        is_there = read is not None
        changed(is_there)
        read = read or {}
        while not ended.wait(_LOOK_S):
            pictures = self._pictures()
            if (pictures is not None) is not is_there:
                is_there = not is_there
                changed(is_there)
            if pictures is None:
                # What was read before the folder went is no scan when it comes back.
                continue
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

    def _pictures(self) -> dict[Path, _Version] | None:
        """Every picture that is there; None where no folder is."""
        try:
            paths = [path for path in self._folder.iterdir() if path.suffix.lower() in _KINDS]
        except OSError:
            return None
        versions = {path: _version(path) for path in paths}
        return {path: version for path, version in versions.items() if version is not None}


def _version(path: Path) -> _Version | None:
    """None where it went away this moment."""
    try:
        said = path.stat()
    except OSError:
        return None
    return said.st_mtime_ns, said.st_size


def _scans(path: Path, version: _Version) -> list[str] | None:
    """The codes of a picture; None where it is still being written."""
    try:
        with Image.open(path) as picture:
            scans = scans_in(picture)
        return scans if _version(path) == version else None
    except (OSError, UnidentifiedImageError, ValueError, SyntaxError):
        return None
