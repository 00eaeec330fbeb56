"""The network that a request comes from, as far as it can be believed."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Network, ip_address


def network(peer: str, forwarded: str, proxies: int) -> str | None:
    """The address of whoever asks; none where it is of this machine or this house, and so says nothing about who.

    A header is believed only as far as our own proxies wrote it: each adds the address it was asked from at the end.
    A household has one IPv4 address, but 2⁶⁴ of IPv6.
    """
    named = [each.strip() for each in forwarded.split(",")]
    try:
        address = ip_address(named[-proxies] if 0 < proxies <= len(named) else peer)
    except ValueError:
        return None
    if not address.is_global:
        return None
    if isinstance(address, IPv4Address):
        return str(address)
    return str(IPv6Network((address, 64), strict=False).network_address)
