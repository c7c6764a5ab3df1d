"""What the workshop's page is answered: by whom it may be asked, and what comes of its actions."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components import head
from components.operating.headers import Headers
from components.operating.hosts import Hosts
from components.operating.rates import Buckets, Rate
from components.panels.share import share as panels_share
from components.serving import modules, served
from components.workshop import answers, opening
from components.workshop.answers import OPERATIONS
from components.workshop.asking import Asked
from components.workshop.page import ENTRY
from components.workshop.previews import beside
from components.workshop.routes import routes
from components.workshop.steps import STEPS
from data.catalogue import catalogue
from data.choosing.selection import Selection, select
from data.dataset import Dataset
from data.workshop.errors import StoreError
from data.workshop.rights import RIGHTS, Visit
from data.workshop.sharing import hand_out, share
from data.workshop.store import Store
from tests.helpers.asgi import Answer, ask
from tests.helpers.drafts import HERE as HERE_IS_AN_AUTHOR
from tests.helpers.drafts import HOSTED, author, begun, store_in

APP = Starlette(routes=routes(), middleware=[Middleware(Headers), Middleware(Hosts)])
HERE = {"host": "localhost:8501", "origin": "http://localhost:8501", "standpoint_secret": ""}
LOCAL = "127.0.0.1"
TEXT = "MADRID — “We will go home,” Ana Ruiz said on Monday. Rain fell in Lisbon."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Give a store on this machine, which the page's answers are of."""
    monkeypatch.setenv("STANDPOINT_CACHE", str(tmp_path / "cache"))
    opened = store_in(tmp_path / "kept", datasets=tmp_path / "datasets")
    monkeypatch.setattr(opening, "store", lambda: opened)
    return opened


def asked(what: str, content: Any, client: str = LOCAL, **headers: str) -> Answer:  # noqa: ANN401
    """Ask as the page does."""
    body = content if isinstance(content, str) else json.dumps(content)
    told = {**HERE, **headers}
    return ask(APP, f"workshop/{what}", method="POST", client=client, body=body, **told)


def said(what: str, **content: object) -> dict[str, Any]:
    """Give what the page is told."""
    answer = asked(what, content)
    assert answer.status == 200, answer.body
    found: dict[str, Any] = json.loads(answer.body)
    return found


def done(draft: str, *actions: dict[str, object], since: int = 1) -> dict[str, Any]:
    """Give what the page is told after actions."""
    return said("act", draft=draft, since=since, actions=actions)


def test_a_draft_is_carried_brought_and_deleted(store: Store) -> None:
    """By the page's own questions; on one's own machine there are no links."""
    draft, state = begun(store)
    brought = said("bring", content=said("carry", draft=draft)["content"])["draft"]
    assert store.read(HERE_IS_AN_AUTHOR, brought).tables == state.tables
    assert said("links", draft=draft) == {
        "open": False,
        "links": [],
        "inviting": False,
        "invited": [],
    }
    assert asked("invite", {"draft": draft, "right": "all", "address": "a"}).status == 400
    assert asked("invite", {"draft": draft, "right": "editing", "address": "a@b.c"}).status == 409
    assert asked("uninvite", {"draft": draft, "address": "a@b.c"}).status == 404
    assert asked("share", {"draft": draft, "right": "editing"}).status == 409
    assert asked("share", {"draft": draft, "right": "all"}).status == 400
    assert asked("revoke", {"draft": draft, "link": "0"}).status == 404
    assert asked("bring", {"content": "no base64!"}).status == 400
    assert asked("bring", {"content": ""}).status == 409
    assert said("take-back", draft=draft) == {}
    assert said("delete", draft=brought) == {}
    assert [each["id"] for each in said("drafts")["drafts"]] == [draft]


def test_a_link_is_made_used_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its secret comes in a header; whoever guesses has to wait, whoever knows has not."""
    hosted = store_in(tmp_path, HOSTED)
    monkeypatch.setattr(opening, "store", lambda: hosted)
    draft, _ = begun(hosted, author("anna"))
    secret = share(hosted, author("anna"), draft, RIGHTS).secret
    client, mine = "203.0.113.7", {"standpoint_secret": secret}
    made = asked("share", {"draft": draft, "right": "editing"}, client, **mine)
    other = {"standpoint_secret": json.loads(made.body)["secret"]}
    assert asked("open", {"draft": draft}, client, **other).status == 200
    assert asked("links", {"draft": draft}, client, **other).status == 404
    links = json.loads(asked("links", {"draft": draft}, client, **mine).body)
    (link,) = [each for each in links["links"] if each["right"] == "editing"]
    assert secret not in json.dumps(links)
    assert asked("revoke", {"draft": draft, "link": link["id"]}, client, **mine).status == 200
    assert asked("open", {"draft": draft}, client, **other).status == 404
    guesser = "203.0.113.8"
    answers = [
        asked("open", {"draft": draft}, guesser, standpoint_secret=f"{number:032}")
        for number in range(25)
    ]
    assert [answer.status for answer in answers] == [404] * 21 + [429] * 4
    assert len({answer.body for answer in answers[:21]}) == 1
    assert asked("open", {"draft": draft}, client, **mine).status == 200


def test_each_step_has_its_script() -> None:
    """A step is a line in ``STEPS`` and a module of its name, which is linked into the page's."""
    text = modules.linked(ENTRY, *(f"workshop/{step.key}.js" for step in STEPS))
    for step in STEPS:
        assert f'STEPS.set("{step.key}"' in text


@pytest.mark.parametrize(
    ("status", "client", "headers"),
    [
        pytest.param(200, LOCAL, {}, id="the page on this machine"),
        pytest.param(403, LOCAL, {"origin": "http://evil.example"}, id="a page of another site"),
        pytest.param(403, LOCAL, {"origin": "null"}, id="a page of no site"),
        pytest.param(421, LOCAL, {"host": "evil.example"}, id="a name that was rebound"),
    ],
)
def test_only_the_apps_own_page_is_answered(
    store: Store, status: int, client: str, headers: dict[str, str]
) -> None:
    """Another site's page is refused whatever it asks, and so is a form, which sends no header."""
    draft, _ = begun(store)
    for what in ("begin", *OPERATIONS):
        answer = asked(what, {"draft": draft}, client, **headers)
        assert (answer.status == status) or (status == 200 and answer.status in {400, 409}), what
    plain = {name: value for name, value in HERE.items() if name != "standpoint_secret"}
    form = ask(APP, "workshop/drafts", method="POST", client=LOCAL, body="{}", **plain)
    assert form.status == 403
    assert ask(APP, "workshop/drafts", client=LOCAL, **HERE).status == 405


@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("203.0.113.7", {}),
        (LOCAL, {"x_forwarded_for": "127.0.0.1"}),
        (LOCAL, {"forwarded": "for=127.0.0.1"}),
        ("", {}),
    ],
)
def test_a_stranger_writes_nothing(
    store: Store, client: str, headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever does not sit at this machine learns who may write, and nothing else."""
    monkeypatch.setattr(answers, "_misses", Buckets(Rate(1_000, 1)))
    draft, state = begun(store)
    told = json.loads(asked("desk", {}, client, **headers).body)
    assert not told["open"]
    assert "admits" in told["why"]
    assert json.loads(asked("drafts", {}, client, **headers).body) == {"drafts": []}
    actions = [{"kind": "undo"}]
    for what in set(OPERATIONS) - {"desk", "world", "drafts", "read", "table"}:
        content = {"draft": draft, "since": 1, "actions": actions, "sha256": "a", "name": "a"}
        content |= {"link": "a", "right": "editing", "content": "", "address": "a"}
        answer = asked(what, content, client, **headers)
        assert answer.status == 404, what
        assert answer.body == asked(what, content | {"draft": "0" * 16}, client, **headers).body
    files = [{"name": "a.txt", "content": base64.b64encode(TEXT.encode()).decode()}]
    for what in ("begin", "read", "table"):
        content = {"files": files, "content": ""}
        assert asked(what, content, client, **headers).status == 409
        assert asked(what, content | {"draft": draft}, client, **headers).status == 404
    assert said("open", draft=draft)["number"] == state.number


def test_what_is_hosted_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a public address nobody may begin who has not signed in, on the machine or not."""
    monkeypatch.setattr(opening, "store", lambda: store_in(tmp_path, HOSTED))
    assert not said("desk")["open"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{" * 2_000,
        {"draft": 3, "since": 0, "actions": []},
        {"draft": "a", "since": -1, "actions": []},
        {"draft": "a", "since": True, "actions": []},
        {"draft": "a", "since": 0, "actions": [{}] * 1_001},
    ],
)
def test_what_no_page_sends_is_refused(store: Store, content: object) -> None:
    """It is said so, and nothing breaks."""
    begun(store)
    assert asked("act", content).status in {400, 404}


def test_an_answer_is_kept_by_nobody(store: Store) -> None:
    """Nor may any page frame the workshop, or learn its address."""
    begun(store)
    for path, query in (("workshop/drafts", ""), ("", "workshop"), ("", "dataset=draft.a&tab=b")):
        headers = ask(APP, path, query, client=LOCAL, host="localhost").headers
        assert headers["cache-control"] == "no-store", (path, query)
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
    for query in ("", "dataset=workshop", "q=workshop"):
        headers = ask(APP, "", query, client=LOCAL, host="localhost").headers
        assert "frame-ancestors 'self'" in headers["content-security-policy"]


def test_an_action_is_told_with_what_it_changed(store: Store) -> None:
    """The page hears the records that changed, also those that others changed meanwhile."""
    draft, state = begun(store)
    (key, row), *_ = state.rows("statements").items()
    change = ["statements", key, {"note": row.get("note", "")}, {"note": "mine"}]
    told = done(draft, {"kind": "edit", "changes": [change]})
    assert told["tables"] == {"statements": {key: {**row, "note": "mine"}}}
    assert told["made"] == [key]
    assert told["reach"] == {"undo": True, "redo": False}
    back = done(draft, {"kind": "undo"}, {"kind": "undo"})
    assert back["tables"]["statements"][key] == row
    assert back["reach"] == {"undo": False, "redo": True}, "what a draft began with stays"


def test_an_older_edit_is_put_before_its_author(store: Store) -> None:
    """Both versions come back, nothing is written, and the actions beside it are done."""
    draft, state = begun(store)
    (key, row), (other, _), *_ = state.rows("statements").items()
    edits: list[dict[str, object]] = [
        {"kind": "edit", "changes": [["statements", one, {"note": was}, {"note": now}]]}
        for one, was, now in ((key, row.get("note", ""), "theirs"), (key, "old", "mine"))
    ]
    aside = [["statements", other, {"aside": ""}, {"aside": "set aside"}]]
    told = done(draft, *edits, {"kind": "set aside", "changes": aside})
    (clash,) = told["clashes"]
    assert (clash["mine"], clash["theirs"]) == ("mine", "theirs")
    assert told["tables"]["statements"][key]["note"] == "theirs"
    assert told["tables"]["statements"][other]["aside"]


def begin(**content: object) -> Iterator[dict[str, Any]]:
    """Give what is told while a draft is begun of a text."""
    files = [{"name": "report.txt", "content": base64.b64encode(TEXT.encode()).decode()}]
    for line in asked("begin", {"files": files, **content}).body.splitlines():
        yield json.loads(line)


@pytest.mark.usefixtures("store")
def test_words_become_a_record_and_the_record_two() -> None:
    """By hand, from a text without a draft: mark, split, join, other bounds."""
    *_, last = begin(drafting=False, publisher="The Herald", language="en")
    draft = last["draft"]
    opened = said("open", draft=draft)
    ((source, row),) = opened["tables"]["sources"].items()
    assert (row["publisher"], opened["tables"]["statements"]) == ("The Herald", {})
    assert said("text", draft=draft, sha256=row["sha256"])["text"] == TEXT
    start, end = TEXT.index("We will"), TEXT.index(",” Ana")
    marked = done(draft, {"kind": "mark", "source": source, "start": start, "end": end})
    (key,) = marked["made"]
    record = marked["tables"]["statements"][key]
    assert (record["exact"], record["directness"]) == ("We will go home", "direct")
    names = {each["name"] for each in marked["tables"]["actors"].values()}
    assert names == {"Not named", "The Herald"}
    split = done(draft, {"kind": "split", "key": key, "at": start + 8})
    (second,) = split["made"]
    assert split["tables"]["statements"][second]["exact"] == "go home"
    joined = done(draft, {"kind": "join", "key": key, "other": second})
    assert joined["tables"]["statements"][second] is None
    wider = done(draft, {"kind": "bounds", "key": key, "start": 0, "end": 6})
    assert wider["tables"]["statements"][key]["exact"] == "MADRID"
    assert done(draft, {"kind": "bounds", "key": key, "start": 6, "end": 999})["refused"]
    assert done(draft, {"kind": "mark", "source": "none", "start": 0, "end": 6})["refused"]


def test_a_name_has_its_candidates(store: Store) -> None:
    """The likeliest place comes first, with its reason and the cells that it gives."""
    draft, _ = begun(store)
    first, *_ = said("candidates", draft=draft, name="Lisbon")["candidates"]
    assert "Portugal" in first["words"]
    assert first["cells"]["lat"].startswith("38.7")
    assert said("candidates", draft=draft, name="Nowhere at all")["candidates"] == []


TABLE = (
    "event_date;location;latitude;longitude;source;notes\n"
    "03 January 2026;Lisbon;38.72;-9.14;The Herald;Dockers demanded a new contract.\n"
    "05 January 2026;Porto;41.15;-8.61;The Herald;Dockers stayed away.\n"
    "99 January 2026;Porto;41.15;-8.61;The Herald;Dockers demanded it again.\n"
)


@pytest.mark.usefixtures("store")
def test_a_spreadsheet_becomes_a_draft_by_what_its_columns_hold() -> None:
    """Columns are guessed and can be set otherwise; a row that cannot be read is told."""
    content = base64.b64encode(TABLE.encode()).decode()
    shown = said("table", content=content)
    held = {each["column"]: each["field"] for each in shown["columns"]}
    assert held["location"] == "place"
    assert [row[0] for row in shown["rows"]] == ["2", "3", "4"]
    mapping = shown["mapping"]
    mapping["columns"][0]["field"] = "about_when"  # as its author sets it
    lines = asked("begin", {"table": content, "name": "harbours.csv", "mapping": mapping}).body
    told = json.loads(lines.splitlines()[-1])
    assert [each["value"] for each in told["left"]] == ["99 January 2026"]
    tables = said("open", draft=told["draft"])["tables"]
    assert tables["about"]["about"]["title"] == "harbours"
    assert [row["exact"] for row in tables["statements"].values()] == [
        "Dockers demanded a new contract.",
        "Dockers stayed away.",
    ]
    again = {each["column"]: each["field"] for each in said("table", content=content)["columns"]}
    assert again["event_date"] == "about_when", "what was set by hand is remembered"
    broken = {"table": content, "mapping": {"columns": [{"column": "notes", "field": "x"}]}}
    assert b"There is no field" in asked("begin", broken).body
    assert asked("table", {"content": "!"}).status == 400


def test_the_map_so_far_opens_by_a_secret_name(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its dataset is in no list, and opens by no name that was not given; no file has that name."""
    draft, _ = begun(store)
    link = said("preview", draft=draft)["link"]
    name = link.removeprefix("?dataset=")
    there = beside(catalogue(), name)
    assert name not in catalogue().names
    opened = there.load(name)
    assert isinstance(opened, Dataset)
    assert beside(catalogue(), "draft.0").names == catalogue().names
    monkeypatch.setattr(served, "is_routed", lambda: True)
    published = catalogue().load(catalogue().names[0])
    assert isinstance(published, Dataset)
    for dataset, exports in ((opened, False), (published, True)):
        told = panels_share(dataset, Selection(), select(dataset, Selection()))
        top = head.content(dataset, Selection(), ())
        assert told["draft"] is not exports
        assert (bool(top["print"]), bool(top["cite"])) == (exports, exports)


def test_a_draft_is_checked_and_published(store: Store) -> None:
    """What keeps it from opening is told with its record; then it has a version."""
    draft, state = begun(store)
    (key, row), *_ = state.rows("statements").items()
    wrong = ["statements", key, {"exact": row["exact"]}, {"exact": "what it does not say"}]
    done(draft, {"kind": "edit", "changes": [wrong]})
    (problem, *_) = said("check", draft=draft)["problems"]
    assert (problem["table"], problem["key"]) == ("statements", key)
    assert said("publish", draft=draft, name="harbours-anew")["version"] is None
    done(draft, {"kind": "undo"})
    assert said("check", draft=draft)["problems"] == []
    assert said("publish", draft=draft, name="harbours-anew", by="Ines")["version"]["number"] == 1
    (version,) = said("versions", draft=draft)["versions"]
    assert (version["name"], version["by"]) == ("harbours-anew", "Ines")
    assert asked("publish", {"draft": draft, "name": 3}).status == 400


def test_more_texts_are_added_by_whoever_may_edit(tmp_path: Path) -> None:
    """A draft that is handed out empty takes its first text from the holder of its link."""
    hosted = store_in(tmp_path, HOSTED)
    draft, link = hand_out(hosted)
    files = [{"name": "a.txt", "content": base64.b64encode(TEXT.encode()).decode()}]
    content = {"files": files, "draft": draft, "drafting": False}
    for secret in ("", "another"):
        with pytest.raises(StoreError):
            Asked(hosted, Visit(secret=secret), content).admitted()
    Asked(hosted, Visit(secret=link.secret), content).admitted()
    with pytest.raises(StoreError):
        Asked(hosted, Visit(secret=link.secret), {**content, "draft": ""}).admitted()


@pytest.mark.usefixtures("store")
def test_a_text_is_added_to_a_draft() -> None:
    """The draft has both; its title stays."""
    *_, last = begin(drafting=False, title="One", language="en")
    *_, again = begin(drafting=False, title="Two", language="en", draft=last["draft"])
    assert again["draft"] == last["draft"]
    tables = said("open", draft=last["draft"])["tables"]
    assert [row["title"] for row in tables["sources"].values()] == ["One", "Two"]
    assert tables["about"]["about"]["title"] == "One"
