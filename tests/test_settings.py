"""What a deployment may decide, and what it hears when it decides nonsense."""

from __future__ import annotations

import pytest

from components.operating.settings import EMBED, READERS, USUAL_READERS, SettingError, read


def test_nothing_is_needed() -> None:
    """Without variables there is a limit, and no other site may embed the map."""
    usual = read({})
    assert usual.readers == USUAL_READERS
    assert usual.embed == ()
    assert read({READERS: " ", EMBED: " "}) == usual


@pytest.mark.parametrize(
    "sites",
    [
        "*",
        "https://news.example",
        "https://*.news.example https://other.example:8443",
        "http://localhost:*",
    ],
)
def test_sites_that_may_embed(sites: str) -> None:
    """One or several, each with its scheme, or any."""
    assert read({EMBED: f" {sites} "}).embed == tuple(sites.split())


@pytest.mark.parametrize(
    "value",
    [
        "news.example",
        "* https://news.example",
        "https://news.example; script-src *",
        "https://news.example,https://other.example",
        "javascript:alert(1)",
        "'self'",
        "https://",
    ],
)
def test_what_is_no_site_is_refused(value: str) -> None:
    """The message names the variable and the value; nothing gets into a header that is no site."""
    with pytest.raises(SettingError, match=EMBED):
        read({EMBED: value})


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "1e3", "1000000", "٣"])
def test_what_is_no_number_of_readers_is_refused(value: str) -> None:
    """The message names the variable, the value and what was expected."""
    with pytest.raises(SettingError, match=f"{READERS} is “{value}”"):
        read({READERS: value})
