"""Who asks: an address, as far as shares and rates need it; it is kept nowhere."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import Scope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LOCAL: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))
"""This machine, whose proxy is always believed."""
_HOME = 64
"""Bits of an IPv6 address that are one home's or one office's, which has all below them."""


def read_address(text: str) -> Address | None:
    """Read an address, with a port or in brackets; an IPv4 one written as IPv6 is an IPv4 one."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def is_within(address: Address | None, networks: tuple[Network, ...]) -> bool:
    """Tell whether an address is one of those of networks."""
    return address is not None and any(address in network for network in networks)


def named_by_proxies(scope: Scope, proxies: tuple[Network, ...]) -> Address | None:
    """Give the address that asks: the last one named by proxies that are believed.

    Who asks directly may name whom he likes: that is not read.
    """
    client = scope.get("client")
    found = read_address(client[0]) if client else None
    named = ",".join(Headers(scope=scope).getlist("x-forwarded-for")).split(",")
    while is_within(found, proxies) and named:
        found = read_address(named.pop()) or found
    return found


def share_of(scope: Scope) -> str:
    """Give for whose share of what is scarce a request counts; nothing where nobody knows.

    That is so for this machine, whose proxy did not name anybody.
    """
    client = scope.get("client")
    address = read_address(client[0]) if client else None
    if address is None or is_within(address, LOCAL):
        return ""
    return str(ip_network((address, _HOME), strict=False)) if address.version == 6 else str(address)
