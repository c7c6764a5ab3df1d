"""A dataset that is good in form, and every text of which is code, markup, a formula or a trick.

What would run says so: a script sets ``window.PWNED``, a template makes the folder that the
environment variable ``TRAP`` names, an image or a formula asks the address given as ``trap``.
"""

from __future__ import annotations

import hashlib
import http.server
import json
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data.descriptor import write_schemas
from data.limits import LABELS, MOST_LABEL
from data.passages import context
from data.schema import TABLES, Field
from tests.helpers.breaking import areas, copy, package, table, write
from tests.helpers.datasets import HARBOURS

TRAP = "STANDPOINT_TRAP"
NAME = 'a "name"; <img src=x onerror=top.PWNED=1> {{ 7*7 }} ${1} `b` %0d%0a \u202e'
"""The dataset's own name, which is its folder's."""
LONG = "W" * 50_000
FROM_SOURCE = ("exact", "prefix", "suffix", "cue")
"""Columns whose words must stand in the source."""
PREFIXED = {"url": "https://127.0.0.1/"}
"""Columns of free text that must begin so."""
_GLOBALS = "cycler.__init__.__globals__.os"


def payloads(trap: str = "http://127.0.0.1:9/") -> tuple[str, ...]:
    """Give every payload; what would be loaded lies at ``trap``."""
    return (
        f"{{{{ 7*7 }}}}{{{{ {_GLOBALS}.mkdir({_GLOBALS}.environ['{TRAP}']) }}}}",
        "{% raw %}{% for x in (1 %}{# {{",
        "<script>top.PWNED=1</script>",
        f'<img src="{trap}image" onerror="top.PWNED=1">',
        "</script><script>top.PWNED=1</script>",
        "</style></textarea></title></template><svg onload=top.PWNED=1>",
        '<iframe srcdoc="<script>top.PWNED=1</script>"></iframe><base href="//127.0.0.1:9/">',
        "`${top.PWNED=1}`${top.PWNED=1}{{constructor.constructor('top.PWNED=1')()}}",
        "javascript:top.PWNED=1//",
        "\" onmouseover=top.PWNED=1 autofocus onfocus='top.PWNED=1' x=\"",
        "' autofocus onfocus=top.PWNED=1 x='\\",
        "]]><script>top.PWNED=1</script><![CDATA[<!--",
        LONG,
        '--><object data="javascript:top.PWNED=1"></object><!--',
        "&lt;script&gt;top.PWNED=1&lt;/script&gt; &amp; &#x3c;b&#x3e;",
        f"[x](javascript:top.PWNED=1) ![x]({trap}markdown) **bold** :material/home: :red[x]",
        r"$\LaTeX$ $\frac{1}{2}$ \input{/etc/passwd} }, note = {x} @misc{y, % \write18{x}",
        "$& $' $` $1 $$ ${data} $data {0.__class__} {script} {} %s %(name)s %n",
        "\u202eright to left \u2067unbalanced \u202d\u202e",
        "\u2069\u2069\u202cout of every isolate \u202eand turned",
        "\u200bzero\u200d wi\ufeffdth\u00ad \u2060\u034f\u0301\u0301\u0301",
        "=cmd|' /C calc'!A0",
        f'=HYPERLINK("{trap}formula","x")',
        "+1+1",
        "-1+cmd|x",
        "@SUM(1+1)*cmd|x",
        "\t=1+1",
        "\uff1d1+1",
        "%0d%0aSet-Cookie: a=b\r\nSet-Cookie: c=d\r\n\r\n<b>body</b>",
        "line\u2028paragraph\u2029next\u0085unit",
        "🇫🇯🇨🇱🏴‍☠️👨‍👩‍👧‍👦 𠮷 ﷽",
        "\x1b[31mred\x07\x08\x0b\x1f _x000B_ \ufffe",
        "__proto__",
        f"red; background: url({trap}style); position: fixed; inset: 0; }} * {{ display: none }}",
        "var(--x); --tone: red; z-index: 2147483647; content: attr(data-id)",
    )


def is_free(field: Field) -> bool:
    """Tell whether a column takes any text."""
    ruled = field.pattern or field.enum or field.refers_to or field.edtf
    anchored = field.name in {*FROM_SOURCE, "file"}
    text = field.type in {"string", "object"}
    return field.name in PREFIXED or (text and not ruled and not anchored)


def filled(field: Field, words: str) -> str:
    """Give the cell of a column of free text that carries a payload."""
    if field.type == "object":
        return json.dumps({"fr": words, words[:1_000]: words[:1_000]})
    if field.name in PREFIXED:  # an address may hold nothing that cannot be seen
        return PREFIXED[field.name] + "".join(filter(str.isprintable, words))
    return words[:MOST_LABEL] if field.name in LABELS else words


def hostile(to: Path, trap: str = "http://127.0.0.1:9/", name: str = HARBOURS.name) -> Path:
    """Copy a good dataset, put a payload into every text of it, and give its folder.

    Each column has as many different payloads as it has rows, and begins with another one. The
    first record of every table has the id ``constructor``, which every object of a script knows.
    """
    folder = copy(to).rename(to / name)
    words = payloads(trap)
    tables = {of.name: _records(folder, of.name) for of in TABLES}
    first = {of: records[0]["id"] for of, records in tables.items() if "id" in records[0]}
    for entry in TABLES:
        for column, field in enumerate(entry.fields):
            for row, record in enumerate(tables[entry.name]):
                if is_free(field):
                    record[field.name] = filled(field, words[(row + 5 * column) % len(words)])
                _rename(record, field, first.get(field.refers_to or entry.name))
    _quote(folder, tables, words)
    for entry in TABLES:
        header = [field.name for field in entry.fields]
        lines = [[record.get(of, "") for of in header] for record in tables[entry.name]]
        write(folder, entry.name, [header, *lines])
    areas(lambda features: _spoil_areas(features, words))(folder)
    package(lambda about: _spoil_package(about, words, name))(folder)
    write_schemas(folder)
    return folder


def _records(folder: Path, name: str) -> list[dict[str, str]]:
    header, *lines = table(folder, name)
    return [dict(zip(header, line, strict=True)) for line in lines]


def _rename(record: dict[str, str], field: Field, old: str | None) -> None:
    if field.refers_to or field.name == "id":
        keys = record.get(field.name, "").split()
        record[field.name] = " ".join("constructor" if key == old else key for key in keys)


def _quote(folder: Path, tables: dict[str, list[dict[str, str]]], words: tuple[str, ...]) -> None:
    """Write sources that consist of payloads, each of which is a statement's words and verb."""
    texts: dict[str, str] = defaultdict(lambda: "\u202eThe report:\n")
    spans = []
    for row, record in enumerate(tables["statements"]):
        exact = words[row % len(words)]
        start = len(texts[record["source"]])
        texts[record["source"]] += f"{exact} \n"
        spans.append((start, start + len(exact)))
        record |= {"exact": exact, "cue": exact, "start": str(start), "end": str(spans[-1][1])}
    for record, span in zip(tables["statements"], spans, strict=True):
        record["prefix"], record["suffix"] = context(texts[record["source"]], *span)
    for record in tables["sources"]:
        content = texts[record["id"]].encode()
        (folder / record["file"]).write_bytes(content)
        record["sha256"] = hashlib.sha256(content).hexdigest()


def _spoil_areas(features: list[dict[str, Any]], words: tuple[str, ...]) -> None:
    for number, feature in enumerate(features):
        for column, of in enumerate(("label", "note", "source", words[0], "__proto__")):
            feature["properties"][of] = words[(2 + 9 * number + 4 * column) % len(words)]
    features[0]["properties"]["reading"] = "constructor"


def _spoil_package(about: dict[str, Any], words: tuple[str, ...], name: str) -> None:
    title = f"{words[3]} {words[0]} \u202eturned"
    kept = [word for word in words if len(word) < 1_000]
    about.update(name=name, title=title, description=" ".join(kept), version=words[4])
    about["licenses"] = [{"name": word, "title": word, "path": word} for word in kept[:9]]
    about["contributors"] = [{"title": word, "path": word, "role": word} for word in kept]
    about["keywords"], about["homepage"], about["__proto__"] = kept, words[8], {"PWNED": 1}
    for resource in about["resources"]:
        resource |= {"title": words[4], "description": words[5]}


@contextmanager
def trapping() -> Iterator[tuple[str, list[str]]]:
    """Serve nothing until the block ends; give the address, and the list of what was asked for."""
    asked: list[str] = []

    class Trap(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/", asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
