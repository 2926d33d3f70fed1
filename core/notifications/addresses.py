"""Which network addresses a webhook may be sent to.

A merchant chooses its URL, so without a limit it could make us call our own database, a till or a
cloud's metadata service. What is checked is the address that is then connected to: the name is
looked up once, and not a second time by somebody else (no DNS rebinding; decision record 0043).
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

import httpcore2

Address = IPv4Address | IPv6Address
#: Looks up a host name (or takes an address as it is); raises OSError where there is none.
Resolve = Callable[[str], Awaitable[list[str]]]

_IN_USE: Final = ip_network("2000::/3")  # the only part of IPv6 that sites are given
# Beside what Python says: this host (0/8 reaches loopback), link-local with the clouds' metadata
# services, multicast and reserved ones; and the carriers of other addresses, 6to4 and Teredo, which
# would smuggle a private one past the check.
_NEVER: Final = tuple(
    ip_network(text)
    for text in (
        "0.0.0.0/8",
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "224.0.0.0/3",
        "2001::/23",
        "2002::/16",
    )
)
_PRIVATE: Final = tuple(
    ip_network(text)
    for text in (
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "::1/128",
        "fc00::/7",
    )
)


class AddressRefused(Exception):  # noqa: N818 - what happened, in the books' own words
    """The host has no address that may be called."""


def may_call(text: str, *, private_addresses: bool) -> bool:
    """Whether a webhook may go to this address.

    Args:
        text: a numeric address.
        private_addresses: loopback and private networks are allowed.
    """
    address: Address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    if any(address in network for network in _PRIVATE):
        return private_addresses
    if isinstance(address, IPv6Address) and address not in _IN_USE:
        return False
    return address.is_global and not any(address in network for network in _NEVER)


class SystemResolver:
    """The machine's own look-up, on threads of its own.

    A name server that does not answer holds a thread for half a minute; with threads to spare it
    holds up nobody else, except the end of the process, which waits for it.
    """

    def __init__(self, threads: int = 64) -> None:
        self._threads: Final = ThreadPoolExecutor(threads, thread_name_prefix="webhook-names")

    async def __call__(self, host: str) -> list[str]:
        """See `Resolve`."""
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._threads, _look_up, host)
        return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _look_up(host: str) -> list[tuple[object, object, object, object, tuple[object, ...]]]:
    return list(socket.getaddrinfo(host, None, type=socket.SOCK_STREAM))


class GuardedNetwork(httpcore2.AsyncNetworkBackend):
    """Opens connections, but only to addresses that may be called.

    TLS still checks the certificate against the host's name, which stays with the request.
    """

    def __init__(self, resolve: Resolve, *, private_addresses: bool) -> None:
        self._resolve: Final = resolve
        self._private_addresses: Final = private_addresses
        self._network: Final = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Look the host up once and connect to the first of its allowed addresses that answers.

        Raises:
            AddressRefused: none of its addresses may be called.
            UnknownName: it has none.
        """
        try:
            found = await self._resolve(host)
        except OSError as error:
            raise UnknownName from error
        allowed = [
            address
            for address in found
            if may_call(address, private_addresses=self._private_addresses)
        ]
        if not allowed:
            raise AddressRefused
        for address in allowed[:-1]:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except httpcore2.ConnectError:
                continue
        return await self._network.connect_tcp(
            allowed[-1], port, timeout, local_address, socket_options
        )


class UnknownName(Exception):  # noqa: N818 - what happened, in the books' own words
    """The host name can't be looked up."""
