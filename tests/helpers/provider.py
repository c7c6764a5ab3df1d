"""An identity provider that vouches for whom a test says, and lies in the way that it says."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT = "standpoint"


@dataclass
class Provider:
    """What it says next: of whom, and what of it is a lie."""

    address: str
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    person: dict[str, Any] = field(default_factory=dict)
    lie: dict[str, Any] = field(default_factory=dict)
    """Claims that replace the true ones; ``alg`` and ``state`` as well."""
    nonces: dict[str, str] = field(default_factory=dict)

    def token(self, code: str) -> str:
        """Write the token for a code."""
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 600,
            "nonce": self.nonces.pop(code, ""),
            **self.person,
            **self.lie,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if claims.pop("alg", "") == "none":
            parts = ({"alg": "none"}, claims)
            return ".".join(_base64(json.dumps(part).encode()) for part in parts) + "."
        key = self.key if "key" not in claims else RSAKey.generate_key(2048, {"kid": "one"})
        claims.pop("key", None)
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)


def _base64(content: bytes) -> str:
    from base64 import urlsafe_b64encode  # noqa: PLC0415 - beside its use

    return urlsafe_b64encode(content).rstrip(b"=").decode()


@contextmanager
def vouching() -> Iterator[Provider]:
    """Run a provider until the block ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Describe itself, give its keys, or send the browser back with a code."""
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/authorize":
            code = secrets.token_hex(8)
            provider.nonces[code] = asked.get("nonce", "")
            state = provider.lie.get("state", asked["state"])
            back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': state})}"
            self.send_response(302)
            self.send_header("Location", back)
            self.end_headers()
        elif parts.path == "/keys":
            self._say(KeySet([provider.key]).as_dict(private=False))
        else:
            self._say(
                {
                    "issuer": provider.address,
                    "authorization_endpoint": f"{provider.address}/authorize",
                    "token_endpoint": f"{provider.address}/token",
                    "jwks_uri": f"{provider.address}/keys",
                    "response_types_supported": ["code"],
                    "subject_types_supported": ["public"],
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )

    def do_POST(self) -> None:
        """Give the token for a code."""
        provider: Provider = self.server.provider  # type: ignore[attr-defined]
        size = int(self.headers.get("content-length", "0"))
        asked = parse_qs(self.rfile.read(size).decode())
        code = asked.get("code", [""])[0]
        if code not in provider.nonces:
            self._say({"error": "invalid_grant"}, 400)
            return
        token = provider.token(code)
        self._say({"access_token": "access", "token_type": "Bearer", "id_token": token})

    def _say(self, content: object, status: int = 200) -> None:
        written = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(written)))
        self.end_headers()
        self.wfile.write(written)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
