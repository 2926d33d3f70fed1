"""The installation that a command works on, as its options name it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from core.commands.options import data_of
from core.settings import Settings, load_settings
from core.shop.installation import Installation, open_installation
from core.shop.place import Place, place_of


def place_named_by(options: Namespace, settings: Settings) -> Place:
    """Where the database of a command is.

    Raises:
        StartupTrouble: the URL is no URL of a database server.
    """
    return place_of(data_of(options), settings, getattr(options, "database", ""))


@contextmanager
def installation(options: Namespace) -> Iterator[Installation]:
    """The installation that a command's options name; its database is made or brought up to date.

    Raises:
        StartupTrouble: it can't be used, and says why.
    """
    data = data_of(options)
    settings = load_settings(data)
    with open_installation(data, settings, place_named_by(options, settings)) as opened:
        yield opened
