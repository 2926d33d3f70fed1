"""The screens of this machine, for the list of its devices."""

from PySide6.QtGui import QGuiApplication


def screens() -> tuple[tuple[str, str], ...]:
    """Each screen's name and its size in pixels; only where there is a display."""
    app = QGuiApplication.instance() or QGuiApplication([])
    if not isinstance(app, QGuiApplication):
        return ()
    found = []
    for screen in app.screens():
        size = screen.size()
        found.append((screen.name(), f"{size.width()} × {size.height()}"))
    return tuple(found)
