"""Tells addresses of the public internet from all others: this machine, its own network, and forms that hide such an address.

Source: the special-purpose address registries of IANA (RFC 6890 and its updates). They are written out, for what Python's
`ipaddress` calls global differs between its versions.
"""

from __future__ import annotations

import ipaddress

_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 "
        "192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 "
        "240.0.0.0/4"
    ).split()
)
#: What is given out to networks. All else is kept for special uses: loopback, mapped IPv4, NAT64, link-local, multicast, …
_GIVEN_OUT_6 = ipaddress.IPv6Network("2000::/3")
#: Within it: protocol assignments with Teredo, documentation, and 6to4.
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)


def is_public(address: str) -> bool:
    """True for an address, as a look-up gives it, that any machine of the internet could reach.

    IPv6 forms that carry an IPv4 address (mapped, compatible, 6to4, NAT64, Teredo) are never public, whatever they carry.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv4Address):
        return not any(parsed in network for network in _NOT_PUBLIC_4)
    if parsed.scope_id is not None or parsed not in _GIVEN_OUT_6:
        return False
    return not any(parsed in network for network in _NOT_PUBLIC_6)
