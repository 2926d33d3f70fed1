"""Webhooks go to public addresses; to private ones only where that is allowed; to some never."""

import pytest

from core.notifications.addresses import may_call

PUBLIC = ["8.8.8.8", "203.177.1.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"]
PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "198.18.0.1",
    "::1",
    "fc00::1",
    "fd12:3456::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
]
NEVER = [
    "0.0.0.0",  # noqa: S104 - reaches loopback
    "0.0.0.1",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "192.0.0.1",
    "192.0.2.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::7f00:1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:db8::1",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_called(address: str) -> None:
    assert may_call(address, private_addresses=False)
    assert may_call(address, private_addresses=True)


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_only_where_it_is_allowed(address: str) -> None:
    assert not may_call(address, private_addresses=False)
    assert may_call(address, private_addresses=True)


@pytest.mark.parametrize("address", NEVER)
def test_some_addresses_are_never_called(address: str) -> None:
    assert not may_call(address, private_addresses=False)
    assert not may_call(address, private_addresses=True)
