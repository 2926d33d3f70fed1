"""Where a merchant is told, and with which secret: parsed at the door (decision record 0043)."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Final
from urllib.parse import urlsplit

LONGEST_URL: Final = 2048
#: Bytes of a signing key that the Standard Webhooks specification allows.
SHORTEST_KEY: Final = 24
LONGEST_KEY: Final = 64

_PORTS: Final = {"https": 443, "http": 80}
# Only what RFC 3986 lets stand in a URL: two parsers can't read such a text in two ways.
_ALLOWED: Final = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_PREFIX: Final = "whsec_"


class UrlProblem(Enum):
    """What is wrong with a webhook URL, as a sentence for whoever sets it up."""

    UNREADABLE = "This is not a web address. Write it like https://shop.example/returns."
    TOO_LONG = "The address is longer than 2,048 characters."
    NOT_HTTP = "The address must begin with https://."
    PLAIN_HTTP = "The address must begin with https://, unless plain HTTP is allowed."
    CREDENTIALS = "The address may not hold a user name or password."
    FRAGMENT = "The address may not hold a # part; it is never sent."


class UnusableUrl(ValueError):  # noqa: N818 - what is wrong, in the words of the screens
    """A text that can't be a merchant's webhook URL.

    Args:
        problem: why not.
    """

    def __init__(self, problem: UrlProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class WebhookUrl:
    """A webhook URL in the parts that a request is made of.

    Args:
        text: as it was written.
        scheme: `https` or `http`.
        host: a name or an address, without brackets.
        port: from the text, or the scheme's own.
        target: path and query, beginning with `/`.
    """

    text: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The `Host` header: the port stands there only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_webhook_url(text: str, *, plain_http: bool = False) -> WebhookUrl:
    """Read a merchant's webhook URL.

    Args:
        text: what the merchant gave.
        plain_http: whether an unencrypted address is explicitly allowed.

    Raises:
        UnusableUrl: it can't be one, and says why.
    """
    if len(text) > LONGEST_URL:
        raise UnusableUrl(UrlProblem.TOO_LONG)
    if _ALLOWED.fullmatch(text) is None:
        raise UnusableUrl(UrlProblem.UNREADABLE)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UnusableUrl(UrlProblem.UNREADABLE) from None
    if parts.scheme not in _PORTS:
        raise UnusableUrl(UrlProblem.NOT_HTTP)
    if "@" in parts.netloc:
        raise UnusableUrl(UrlProblem.CREDENTIALS)
    if not host or port == 0:
        raise UnusableUrl(UrlProblem.UNREADABLE)
    if parts.scheme == "http" and not plain_http:
        raise UnusableUrl(UrlProblem.PLAIN_HTTP)
    if "#" in text:
        raise UnusableUrl(UrlProblem.FRAGMENT)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return WebhookUrl(text, parts.scheme, host, port or _PORTS[parts.scheme], target)


@dataclass(frozen=True, slots=True)
class WebhookSecret:
    """What a merchant's webhooks are signed with; never shown by accident.

    Args:
        text: `whsec_` and the key in base64.
    """

    text: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "WebhookSecret":
        """Read a secret that a merchant gave.

        Raises:
            ValueError: it is not `whsec_` and 24 to 64 bytes in base64.
        """
        try:
            key = base64.b64decode(text.removeprefix(_PREFIX), validate=True)
        except binascii.Error:
            key = b""
        if not (text.startswith(_PREFIX) and SHORTEST_KEY <= len(key) <= LONGEST_KEY):
            raise ValueError(
                f"A webhook secret is {_PREFIX} and {SHORTEST_KEY} to {LONGEST_KEY} bytes in base64"
            )
        return cls(text)

    @classmethod
    def draw(cls, random_bytes: Callable[[int], bytes]) -> "WebhookSecret":
        """Make a new one.

        Args:
            random_bytes: gives so many unguessable bytes, as `secrets.token_bytes`.
        """
        return cls(_PREFIX + base64.b64encode(random_bytes(32)).decode("ascii"))
