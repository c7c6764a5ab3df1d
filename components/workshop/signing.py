"""Who has signed in, by Streamlit's own OpenID Connect login, and the way to it.

The operator names the identity provider in Streamlit's ``secrets.toml``. Whom it vouches for is
kept by Streamlit in a signed cookie, which is read anew with each request: whoever signs out in
one tab has signed out in all, and a copy of the cookie is good for nothing from then on. An account
is its issuer and its subject.
"""

from __future__ import annotations

import hashlib
import json

from starlette.requests import HTTPConnection
from starlette.types import Scope
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
    get_secrets_auth_section,
    get_signing_secret,
    get_validated_redirect_uri,
)
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from data.workshop.rights import Account

SIGN_IN, SIGN_OUT = "workshop/sign-in", "workshop/sign-out"
"""Addresses within the app."""
WAY_OUT = "auth/logout"
"""Where Streamlit takes the cookie back."""
_PROVIDER = "default"
_SHORTEST = 32
_CALLBACK = "oauth2callback"


def is_offered(page: str) -> bool:
    """Tell whether people can sign in at the public address of the page."""
    named = get_secrets_auth_section()
    whole = all(named.get(key) for key in ("client_id", "client_secret", "server_metadata_url"))
    secret = len(get_signing_secret() or "") >= _SHORTEST
    return bool(whole and secret and get_validated_redirect_uri() == f"{page}{_CALLBACK}")


def way_in() -> str:
    """Give where the browser goes to sign in, within the app; it is good for two minutes."""
    return f"auth/login?provider={encode_provider_token(_PROVIDER)}"


def way(page: str, account: Account | None) -> list[str]:
    """Give the words and the address of the link to sign in, or out; nothing where one cannot."""
    if not page or not is_offered(page):
        return []
    return ["Sign out", SIGN_OUT] if account else ["Sign in", SIGN_IN]


def account_of(scope: Scope) -> Account | None:
    """Say whom the identity provider vouches for, from the cookie of a request."""
    page = str(scope.get("standpoint.page", ""))
    cookies = HTTPConnection(scope).cookies
    if not page or USER_COOKIE_NAME not in cookies or not is_offered(page):
        return None
    secret = get_signing_secret()

    def read(name: str) -> bytes | None:
        try:
            written = cookies.get(name, "").encode("latin-1").decode()
        except UnicodeError:
            return None
        return decode_signed_value(secret, name, written)

    written = get_cookie_with_chunks(read, USER_COOKIE_NAME) or b""
    try:
        told = json.loads(written)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("origin") != get_origin_from_redirect_uri():
        return None
    issuer, subject = told.get("iss"), told.get("sub")
    if told.get("is_logged_in") is not True or not all(
        isinstance(each, str) and each for each in (issuer, subject)
    ):
        return None
    email = told.get("email")
    return Account(
        str(issuer),
        str(subject),
        email if isinstance(email, str) else "",
        verified=told.get("email_verified") is True,
        session=hashlib.sha256(written).hexdigest(),
    )
