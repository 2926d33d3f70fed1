"""For every test: Qt without a screen, chosen before Qt is imported."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts.warning=false")

from hypothesis import settings

# One real PostgreSQL server for whichever test asks for it.
from postgres_server import kept_on_server, postgres_server, postgres_url  # noqa: F401

# A machine that is busy with other things is no finding.
settings.register_profile("calm", deadline=None)
settings.load_profile("calm")
# For a night: what is told by chance is told much longer.
settings.register_profile("long")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores, for many tests wait for something now and then."""
    return min(8, (os.cpu_count() or 2) + 1)
