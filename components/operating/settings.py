"""What a deployment may decide, in environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_network
from urllib.parse import urlsplit

from components.operating.askers import LOCAL, Network
from components.operating.hosts import Public

READERS = "STANDPOINT_READERS"
EMBED = "STANDPOINT_EMBED"
DEVELOP = "STANDPOINT_DEVELOP"
ADDRESS = "STANDPOINT_ADDRESS"
PROXIES = "STANDPOINT_PROXIES"
AUTHORS = "STANDPOINT_AUTHORS"
CONTACT = "STANDPOINT_CONTACT"
USUAL_READERS = 200
"""Readers whom one copy of the app serves well: `make load` measures it."""
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d{1,5}|\*))?", re.IGNORECASE)

_CONTACT = re.compile(r"mailto:[^\s@:]+@[^\s@:]+|https://[!-~]+|tel:\+[0-9-]+", re.ASCII)


class SettingError(ValueError):
    """A variable of the environment has a value that cannot be read."""


@dataclass(frozen=True)
class Settings:
    """How many may read at the same time, which sites may embed the map, who develops."""

    readers: int
    embed: tuple[str, ...]
    """Origins such as ``https://news.example``; ``*`` alone for any site; none for no other."""
    address: Public | None = None
    """The public address, which links and citations name; without it that of this machine."""
    proxies: tuple[Network, ...] = LOCAL
    """Whose word is taken for who asks, and whether over TLS."""
    develop: bool = False
    """Whether the browser gets the modules as they lie in their files, read anew each time."""
    sign_in: bool = False
    """Whether people may sign in: where there is a public address, and some may make maps."""
    contact: tuple[str, ...] = ()
    """Addresses at which to tell of a hole, such as ``mailto:security@example.org``."""

    @property
    def secure(self) -> bool:
        """Tell whether browsers reach the app over TLS."""
        return self.address is not None and self.address.scheme == "https"


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings. Raises ``SettingError``, which names the variable and its value."""
    develop = bool(environment.get(DEVELOP, "").strip())
    address = _address(environment)
    people = any("@" in each for each in environment.get(AUTHORS, "").split())
    return Settings(
        _readers(environment),
        _embed(environment),
        address,
        _proxies(environment),
        develop,
        sign_in=bool(address and people),
        contact=_contact(environment),
    )


def _readers(environment: Mapping[str, str]) -> int:
    given = environment.get(READERS, "").strip() or str(USUAL_READERS)
    if not re.fullmatch(r"[1-9][0-9]{0,5}", given):
        raise SettingError(f"{READERS} is “{given}”; a whole number from 1 to 999,999 was expected")
    return int(given)


def _embed(environment: Mapping[str, str]) -> tuple[str, ...]:
    given = tuple(environment.get(EMBED, "").split())
    if given == ("*",):
        return given
    for origin in given:
        if not _ORIGIN.fullmatch(origin):
            expected = "sites such as https://news.example, separated by spaces, or * for any"
            raise SettingError(f"{EMBED} names “{origin}”; expected were {expected}")
    return given


def _address(environment: Mapping[str, str]) -> Public | None:
    given = environment.get(ADDRESS, "").strip()
    if not given:
        return None
    parts = urlsplit(given)
    origin = f"{parts.scheme}://{parts.netloc}"
    if not _ORIGIN.fullmatch(origin) or "*" in origin or parts.query or parts.fragment:
        expected = "the public address, such as https://maps.example.org/ or with a path"
        raise SettingError(f"{ADDRESS} is “{given}”; expected was {expected}")
    return Public(parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"))


def _contact(environment: Mapping[str, str]) -> tuple[str, ...]:
    given = environment.get(CONTACT, "").split()
    found = tuple(each if ":" in each else f"mailto:{each}" for each in given)
    for contact in found:
        if not _CONTACT.fullmatch(contact):
            expected = "e-mail addresses or pages such as https://example.org/security"
            raise SettingError(f"{CONTACT} names “{contact}”; expected were {expected}")
    return found


def _proxies(environment: Mapping[str, str]) -> tuple[Network, ...]:
    found = [*LOCAL]
    for given in environment.get(PROXIES, "").split():
        try:
            found.append(ip_network(given))
        except ValueError as error:
            expected = "addresses or networks such as 10.0.0.0/8, separated by spaces"
            raise SettingError(f"{PROXIES} names “{given}”; expected were {expected}") from error
    return tuple(found)
