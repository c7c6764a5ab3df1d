"""Signing in: whom a provider vouches for, and none of the lies that it or others tell."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest
from playwright.sync_api import Browser, expect

from bench.readers import asking
from data.workshop.rights import Account, Policy, Visit, person
from tests.helpers.browser import desks
from tests.helpers.datasets import HARBOURS
from tests.helpers.provider import CLIENT, Provider, vouching
from tests.helpers.serving import free_port, serving
from tests.helpers.strangers import Stranger

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


class Visitor:
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

    def begin(self, folder: Path) -> str:
        """Begin a draft of a dataset; give its id."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as package:
            for path in sorted(folder.rglob("*")):
                package.write(path, path.relative_to(folder))
        content = base64.b64encode(packed.getvalue()).decode()
        headers = {"Standpoint-Secret": ""}
        data = json.dumps({"package": content}).encode()
        with self.opener.open(Request(f"{self.address}workshop/begin", data, headers)) as answer:  # noqa: S310
            return str(json.loads(answer.read().splitlines()[-1])["draft"])

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
def visitor(place: str, provider: Provider) -> Visitor:
    """Give a browser in which nobody has signed in, and a provider that tells the truth."""
    provider.person = {"sub": "1", "email": "anna@example.org", "email_verified": True}
    provider.lie = {}
    return Visitor(place)


@pytest.mark.served
def test_somebody_signs_in_and_out(visitor: Visitor, provider: Provider) -> None:
    """What is theirs is theirs until they sign out, in all tabs at once; others have their own."""
    closed = visitor.ask("desk")[1]
    assert not closed["open"]
    assert closed["sign"] == ["Sign in", "workshop/sign-in"]
    status, end = visitor.get("workshop/sign-in")
    assert (status, end) == (200, visitor.address)
    assert visitor.signed_in
    for cookie in visitor.jar:
        if cookie.name.startswith(COOKIE):
            assert cookie.has_nonstandard_attr("HttpOnly") or cookie.has_nonstandard_attr(
                "httponly"
            )
            assert "lax" in str(vars(cookie)).casefold()
    told = visitor.ask("desk")[1]
    assert told["open"]
    assert told["sign"] == ["Sign out", "workshop/sign-out"]
    assert told["who"] == "anna@example.org"
    assert visitor.ask("drafts")[0] == 200

    other = Visitor(visitor.address)
    provider.person = {"sub": "2", "email": "maria@elsewhere.org", "email_verified": True}
    other.get("workshop/sign-in")
    assert other.signed_in
    refused = other.ask("desk")[1]
    assert not refused["open"]
    assert "not among them" in refused["why"]

    kept = list(visitor.jar)
    visitor.get("workshop/sign-out")
    assert not visitor.signed_in
    assert not visitor.ask("desk")[1]["open"]
    for cookie in kept:  # whoever copied them
        visitor.jar.set_cookie(cookie)
    assert visitor.signed_in
    assert not visitor.ask("desk")[1]["open"]
    provider.person = {"sub": "1", "email": "anna@example.org", "email_verified": True}
    visitor.get("workshop/sign-in")
    assert visitor.ask("desk")[1]["open"]


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
def test_no_lie_signs_anybody_in(visitor: Visitor, provider: Provider, lie: dict[str, Any]) -> None:
    """Nobody may write by it; the truth, told after it, is believed."""
    provider.lie = lie
    _, end = visitor.get("workshop/sign-in")
    assert end.startswith(visitor.address)
    assert not visitor.ask("desk")[1]["open"]
    provider.lie = {}
    visitor.get("workshop/sign-in")
    assert visitor.ask("desk")[1]["open"]


@pytest.mark.served
def test_signing_in_and_inviting_on_the_screen(
    browser: Browser, place: str, provider: Provider, visitor: Visitor
) -> None:
    """A stranger sees that nobody may write, signs in, is told why not; an author is let in.

    The author invites somebody to a draft, and takes it back.
    """
    with desks(browser, place) as make:
        desk = make()
        page = desk.page
        provider.person |= {"sub": "3", "email": "<b>maria@elsewhere.org"}
        page.goto(f"{place}?workshop")
        expect(page.get_by_text("Maps are made here by whom the operator admits")).to_be_visible()
        expect(page.get_by_role("textbox")).to_have_count(0)
        page.get_by_role("link", name="Sign in").click()
        expect(page).to_have_url(place)
        page.goto(f"{place}?workshop")
        expect(page.get_by_text("Signed in as <b>maria@elsewhere.org.")).to_be_visible()
        expect(page.get_by_text("Your address is not among them")).to_be_visible()
        expect(page.get_by_role("textbox")).to_have_count(0)
        page.get_by_role("link", name="Sign out").click()
        expect(page).to_have_url(place)

        provider.person |= {"sub": "1", "email": "anna@example.org"}
        page.goto(f"{place}?workshop")
        page.get_by_role("link", name="Sign in").click()
        expect(page).to_have_url(place)
        page.goto(f"{place}?workshop")
        expect(page.get_by_role("textbox", name="The text")).to_be_visible()
        visitor.get("workshop/sign-in")
        draft = visitor.begin(HARBOURS)
        page.goto(f"{place}?workshop={draft}&step=publish")
        page.get_by_label("E-mail address").fill("ben@example.org")
        page.get_by_label("What they may do").select_option("Read it")
        page.get_by_role("button", name="Invite").click()
        entry = page.get_by_role("listitem").filter(has_text="ben@example.org")
        expect(entry).to_contain_text("may read it")
        expect(entry).to_contain_text("has not come yet")

        provider.person |= {"sub": "2", "email": "ben@example.org"}
        ben = Visitor(place)
        ben.get("workshop/sign-in")
        assert ben.ask("open", draft=draft)[0] == 404
        assert ben.ask("desk")[1]["open"]
        assert ben.ask("open", draft=draft)[1]["may"] == {"editing": False, "publishing": False}
        entry.get_by_role("button", name="Take back").click()
        expect(entry).to_have_count(0)
        assert ben.ask("open", draft=draft)[0] == 404
        desk.is_clean()


@pytest.mark.served
def test_what_is_sent_over_the_connection_changes_no_draft(visitor: Visitor, place: str) -> None:
    """A confirmation, a publication, a deletion: no button is there, and no widget is believed."""
    visitor.get("workshop/sign-in")
    draft = visitor.begin(HARBOURS)
    before = visitor.ask("open", draft=draft)
    values = [
        {"kind": kind, "draft": draft, "name": "harbours", "actions": [{"kind": "undo"}]}
        for kind in ("act", "publish", "delete", "delete")
    ]
    with Stranger(place, f"workshop={draft}&step=publish") as reader:
        for value in values:
            for component in ("workshop-room", "screen", draft, ""):
                reader.ask(asking(reader.query, component, "", value))
                assert reader.trouble == []
    assert visitor.ask("open", draft=draft) == before
    assert visitor.ask("versions", draft=draft)[1]["versions"] == []
    assert visitor.ask("delete", draft=draft) == (200, {})
    assert visitor.ask("open", draft=draft)[0] == 404


@pytest.mark.served
def test_a_cookie_that_was_changed_is_none(visitor: Visitor) -> None:
    """One letter, another's name, nonsense."""
    visitor.get("workshop/sign-in")
    (cookie,) = [each for each in visitor.jar if each.name == COOKIE]
    good = str(cookie.value)
    # Not the last letter: two of its bits belong to no byte, so that another may say the same.
    letter = "a" if good[-9] != "a" else "b"
    for value in (f"{good[:-9]}{letter}{good[-8:]}", good[5:], "", "{}", "ÿ"):
        cookie.value = value
        visitor.jar.set_cookie(cookie)
        assert not visitor.ask("desk")[1]["open"], value
    cookie.value = good
    visitor.jar.set_cookie(cookie)
    assert visitor.ask("desk")[1]["open"]


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
        "workshop/sign-out?next=https://evil.example",
    ],
)
def test_every_way_ends_at_home(visitor: Visitor, address: str) -> None:
    """No address leads to another site, and none but signing in signs anybody in."""
    status, end = visitor.get(address)
    assert status == 200
    assert end.startswith(visitor.address)
    if "sign-in" not in address:
        assert not visitor.signed_in
