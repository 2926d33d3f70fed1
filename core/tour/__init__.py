"""The whole flow, played off-screen with a person's gestures, as a page of pictures."""

import os
import tempfile
from pathlib import Path

from core.trouble import StartupTrouble, marked


def play(to: Path, data: Path | None = None) -> Path:
    """Play the tour and write its page.

    Args:
        to: the directory for page and pictures; made if it is not there.
        data: a world to play in; a fresh one, thrown away afterwards, where None is given.

    Returns:
        The page, `index.html`.

    Raises:
        StartupTrouble: the world cannot be opened, or the page not written; says why.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # The platform is chosen before Qt is loaded.
    from core.tour.story import tell  # noqa: PLC0415

    try:
        to.mkdir(parents=True, exist_ok=True)
        if data is not None:
            return tell(to.absolute(), data)
        with tempfile.TemporaryDirectory(prefix="balik-tour-") as world:
            return tell(to.absolute(), Path(world))
    except OSError as error:
        raise StartupTrouble(
            marked("The tour's page cannot be written."),
            marked("Choose another directory than {to}: {why}"),
            to=to.absolute(),
            why=error.strerror or error,
        ) from error
