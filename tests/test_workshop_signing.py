"""Signing in: whom a provider vouches for, and none of the lies that it or others tell."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from data.workshop.rights import Account, Policy, Visit, person
from tests.helpers.provider import CLIENT, Provider, vouching
from tests.helpers.serving import free_port, serving

COOKIE = "_streamlit_user"


@pytest.mark.parametrize(
    ("account", "admitted"),
    [
        (Account("https://a", "1", "anna@example.org", verified=True), True),
        (Account("https://a", "1", "ANNA@Example.org", verified=True), True),
        (Account("https://a", "1", "eve@town.example", verified=True), True),
        (Account("https://a", "1", "anna@example.org"), False),
        (Account("https://a", "1", "ben@example.org", verified=True), False),
        (Account("https://a", "1", "eve@town.example.evil.org", verified=True), False),
        (Account("https://a", "1", "eve@evil@town.example", verified=True), False),
        (Account("https://a", "1", "@town.example", verified=True), False),
        (Account("https://a", "1", "", verified=True), False),
        (Account("", "1", "anna@example.org", verified=True), False),
        (Account("https://a", "", "anna@example.org", verified=True), False),
    ],
)
def test_who_is_admitted(account: Account, *, admitted: bool) -> None:
    """A verified address that is listed, or of a domain that is; with issuer and subject."""
    policy = Policy(hosted=True, people=frozenset({"anna@example.org", "@town.example"}))
    assert (person(policy, Visit(account=account)) is not None) == admitted
    assert person(Policy(hosted=True), Visit(account=account)) is None
    assert person(policy, Visit(local=True)) is None


def test_an_account_is_its_issuer_and_subject() -> None:
    """The same e-mail at two providers, or of two subjects, is two people."""
    policy = Policy(hosted=True, people=frozenset({"@example.org"}))
    found = {
        person(policy, Visit(account=Account(issuer, subject, "anna@example.org", verified=True)))
        for issuer in ("https://a", "https://b")
        for subject in ("1", "2")
    }
    assert len(found) == 4


class Stay(HTTPRedirectHandler):
    """Follow redirects to what is under test and to the provider, nowhere else."""

    def redirect_request(self, *given: Any) -> Request | None:  # noqa: ANN401 - of the library
        """Note where a redirect leads."""
        assert str(given[-1]).startswith("http://127.0.0.1:"), given[-1]
        return super().redirect_request(*given)


class Browser:
    """A browser's cookies, and what it asks for."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.jar = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar), Stay())

    def get(self, part: str) -> tuple[int, str]:
        """Ask for something; give the status and the address where it ends."""
        try:
            with self.opener.open(self.address + part) as answer:
                return answer.status, answer.url
        except HTTPError as refused:
            return refused.code, refused.url or ""

    def ask(self, what: str, **content: object) -> tuple[int, Any]:
        """Ask the workshop, as its page does."""
        headers = {"Content-Type": "application/json", "Standpoint-Secret": ""}
        data = json.dumps(content).encode()
        request = Request(f"{self.address}workshop/{what}", data, headers)  # noqa: S310 - our own
        try:
            with self.opener.open(request) as answer:
                return answer.status, json.loads(answer.read())
        except HTTPError as refused:
            return refused.code, json.loads(refused.read())

    @property
    def signed_in(self) -> bool:
        """Tell whether it has the cookie of somebody."""
        return any(cookie.name == COOKIE for cookie in self.jar)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """Give a provider for all tests of this file."""
    with vouching() as running:
        yield running


@pytest.fixture(scope="module")
def place(provider: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an app at which people of example.org may make maps."""
    folder = tmp_path_factory.mktemp("signing")
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    secrets = Path(folder, "secrets.toml")
    named = {
        "redirect_uri": f"{address}oauth2callback",
        "cookie_secret": "a secret of more than thirty-two letters",
        "client_id": CLIENT,
        "client_secret": "of the client",
        "server_metadata_url": f"{provider.address}/.well-known/openid-configuration",
    }
    lines = (f'{name} = "{value}"' for name, value in named.items())
    secrets.write_text("[auth]\n" + "\n".join(lines), "utf-8")
    extra = {
        "STANDPOINT_ADDRESS": address,
        "STANDPOINT_AUTHORS": "@example.org",
        "STANDPOINT_WORKSHOP": str(folder / "drafts"),
        "STREAMLIT_SECRETS_FILES": str(secrets),
    }
    with serving(extra=extra, port=port, log=folder / "log") as served:
        yield served.address


@pytest.fixture
def browser(place: str, provider: Provider) -> Browser:
    """Give a browser in which nobody has signed in, and a provider that tells the truth."""
    provider.person = {"sub": "1", "email": "anna@example.org", "email_verified": True}
    provider.lie = {}
    return Browser(place)


@pytest.mark.served
def test_somebody_signs_in_and_out(browser: Browser, provider: Provider) -> None:
    """What is theirs is theirs until they sign out, in all tabs at once; others have their own."""
    closed = browser.ask("desk")[1]
    assert not closed["open"]
    assert closed["sign"] == ["Sign in", "workshop/sign-in"]
    status, end = browser.get("workshop/sign-in")
    assert (status, end) == (200, browser.address)
    assert browser.signed_in
    for cookie in browser.jar:
        if cookie.name.startswith(COOKIE):
            assert cookie.has_nonstandard_attr("HttpOnly") or cookie.has_nonstandard_attr(
                "httponly"
            )
            assert "lax" in str(vars(cookie)).casefold()
    told = browser.ask("desk")[1]
    assert told["open"]
    assert told["sign"] == ["Sign out", "auth/logout"]
    assert browser.ask("drafts") == (200, {"drafts": []})

    other = Browser(browser.address)
    provider.person = {"sub": "2", "email": "maria@elsewhere.org", "email_verified": True}
    other.get("workshop/sign-in")
    assert other.signed_in
    assert not other.ask("desk")[1]["open"]

    browser.get("auth/logout")
    assert not browser.signed_in
    assert not browser.ask("desk")[1]["open"]


@pytest.mark.served
@pytest.mark.parametrize(
    "lie",
    [
        {"state": "another"},
        {"nonce": "another"},
        {"nonce": None},
        {"iss": "https://else.example"},
        {"aud": "another"},
        {"exp": 1},
        {"alg": "none"},
        {"key": "another"},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "anna@example.org.evil.org"},
        {"sub": ""},
        {"email": ["anna@example.org"]},
    ],
    ids=str,
)
def test_no_lie_signs_anybody_in(browser: Browser, provider: Provider, lie: dict[str, Any]) -> None:
    """Nobody may write by it; the truth, told after it, is believed."""
    provider.lie = lie
    _, end = browser.get("workshop/sign-in")
    assert end.startswith(browser.address)
    assert not browser.ask("desk")[1]["open"]
    provider.lie = {}
    browser.get("workshop/sign-in")
    assert browser.ask("desk")[1]["open"]


@pytest.mark.served
def test_a_cookie_that_was_changed_is_none(browser: Browser) -> None:
    """One letter, another's name, nonsense."""
    browser.get("workshop/sign-in")
    (cookie,) = [each for each in browser.jar if each.name == COOKIE]
    good = str(cookie.value)
    # Not the last letter: two of its bits belong to no byte, so that another may say the same.
    letter = "a" if good[-9] != "a" else "b"
    for value in (f"{good[:-9]}{letter}{good[-8:]}", good[5:], "", "{}", "ÿ"):
        cookie.value = value
        browser.jar.set_cookie(cookie)
        assert not browser.ask("desk")[1]["open"], value
    cookie.value = good
    browser.jar.set_cookie(cookie)
    assert browser.ask("desk")[1]["open"]


@pytest.mark.served
@pytest.mark.parametrize(
    "address",
    [
        "oauth2callback?code=a&state=b",
        "oauth2callback?error=x&error_description=y",
        "auth/login",
        "auth/login?provider=x",
        "auth/login?provider=eyJhbGciOiJub25lIn0.eyJwcm92aWRlciI6ImRlZmF1bHQifQ.",
        "auth/login?next=//evil.example",
        "workshop/sign-in?next=//evil.example",
        "auth/logout?next=https://evil.example",
    ],
)
def test_every_way_ends_at_home(browser: Browser, address: str) -> None:
    """No address leads to another site, and none but signing in signs anybody in."""
    status, end = browser.get(address)
    assert status == 200
    assert end.startswith(browser.address)
    if "sign-in" not in address:
        assert not browser.signed_in
