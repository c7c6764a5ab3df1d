"""What could be done to those who write: attacks on the workshop, and the good case beside each."""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import os
import shutil
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components import shelf
from components.exporting import answers as exporting
from components.map import frame
from components.operating.headers import Headers
from components.operating.hosts import Hosts, Public
from components.operating.log import Line
from components.operating.metrics import REGISTRY
from components.operating.rates import Buckets, Rate
from components.operating.watch import Watch
from components.serving import served
from components.serving.served import FRAME_TO_ROOT
from components.workshop import answers, opening, previews
from components.workshop.answers import OPERATIONS, SMALL_BODY
from components.workshop.asking import Asked
from components.workshop.routes import routes
from data.catalogue import catalogue
from data.dataset import Dataset, load
from data.workshop import editing, publishing
from data.workshop.errors import NotHereError, StoreError
from data.workshop.queries.access import known
from data.workshop.rights import (
    EDITING,
    READING,
    RIGHTS,
    Account,
    Policy,
    Visit,
    address_of,
    new_secret,
    now,
    person,
)
from data.workshop.sharing import revoke, share
from data.workshop.state import Action, Change, State, apply, replay
from data.workshop.store import Store
from data.workshop.tables import DRAFTED, RecordError, check_record
from tests.helpers.asgi import Answer, ask
from tests.helpers.datasets import HARBOURS, ROOT
from tests.helpers.drafts import HOSTED, author, begun, ordered, store_in

APP = Starlette(
    routes=routes(),
    middleware=[Middleware(Headers, embed=("*",)), Middleware(Hosts), Middleware(Watch)],
)
ANNA = author("anna")
OWN = {"host": "localhost:8501", "origin": "http://localhost:8501"}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Give a store where people sign in and links are allowed, which the answers are of."""
    monkeypatch.setattr("data.apart.load", load)
    monkeypatch.setenv("STANDPOINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("STANDPOINT_PACKAGES", str(tmp_path / "datasets"))
    opened = store_in(tmp_path / "kept", HOSTED, tmp_path / "datasets")
    monkeypatch.setattr(opening, "store", lambda: opened)
    monkeypatch.setattr(answers, "_rates", Buckets(Rate(100_000, 1)))
    monkeypatch.setattr(served, "_shelf", served._Shelf())  # noqa: SLF001 - a fresh one
    monkeypatch.setattr(answers, "_misses", Buckets(answers.MISSES))
    yield opened
    opened.database.close()


def asked(what: str, secret: str, **content: object) -> Answer:
    """Ask as the page of whoever has a link does."""
    body = json.dumps(content)
    told = {**OWN, "standpoint_secret": secret}
    return ask(APP, f"workshop/{what}", method="POST", client="203.0.113.7", body=body, **told)


def worked(what: str, store: Store, secret: str, **content: object) -> dict[str, Any]:
    """Do what is asked in this thread, as in one of the server's."""
    return OPERATIONS[what](Asked(store, Visit(secret=secret), content))


def said(what: str, secret: str, **content: object) -> dict[str, Any]:
    """Give what the holder of a link is told."""
    answer = asked(what, secret, **content)
    assert answer.status == HTTPStatus.OK, answer.body
    found: dict[str, Any] = json.loads(answer.body)
    return found


def noted(state: State, words: str, number: int = 0) -> dict[str, object]:
    """Give the action that writes a note into a statement."""
    key = list(state.rows("statements"))[number]
    was = state.rows("statements")[key].get("note", "")
    return {"kind": "edit", "changes": [["statements", key, {"note": was}, {"note": words}]]}


def test_ten_thousand_guesses_open_nothing(store: Store) -> None:
    """Each secret gets the answer that there is for no draft at all; the right one opens it."""
    draft, state = begun(store, ANNA)
    link = share(store, ANNA, draft, RIGHTS)
    answered = set()
    with store.database.reading() as connection:
        for number in range(10_000):
            name = draft if number % 2 else f"{number:016x}"
            try:
                known(connection, store.access(Visit(secret=new_secret()), name, READING))
            except NotHereError as refused:
                answered.add(str(refused))
            else:
                pytest.fail(name)
    assert len(answered) == 1
    assert store.read(Visit(secret=link.secret), draft) == state


@pytest.mark.parametrize(
    "what", sorted({*OPERATIONS, "begin"} - {"desk", "drafts", "world", "bring"})
)
def test_whoever_guesses_waits(store: Store, what: str) -> None:
    """Whatever is asked: 20 drafts that are not open, and one more question is not answered."""
    draft, _ = begun(store, ANNA)
    content = {"draft": draft, "since": 0, "actions": [{}], "sha256": "a", "name": "a"}
    content |= {"link": "a", "right": "editing", "files": [], "content": "", "address": "a"}
    found = [asked(what, f"{number}", **content).status for number in range(25)]
    assert found == [404] * 21 + [429] * 4


def test_a_secret_is_in_nothing_that_is_told_or_kept(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """No answer, header, line of the log, number or file has it, nor the name of the map so far."""
    draft, state = begun(store, ANNA)
    secret = share(store, ANNA, draft, RIGHTS).secret
    with caplog.at_level(logging.DEBUG):
        content = {"draft": draft, "since": 1, "actions": [noted(state, "one")], "name": "harbours"}
        content |= {"sha256": "a", "link": "a", "right": "all", "content": "", "table": "a"}
        told = [asked(what, secret, **content) for what in OPERATIONS if what != "delete"]
        told += [asked(what, secret, draft="a", actions=3) for what in ("act", "open", "none")]
        told += [
            asked("carry", secret, draft=draft),
            asked("publish", secret, **content | {"name": "again"}),
        ]
        told.append(asked("delete", secret, draft=draft))
        link = share(store, ANNA, begun(store, ANNA)[0], RIGHTS)
        name = said("preview", link.secret, draft=store.drafts(Visit(secret=link.secret))[0].id)
        name = name["link"].removeprefix("?dataset=")
        logging.getLogger("standpoint").warning("the dataset %s could not be kept", name)
    assert {answer.status for answer in told} == {200, 400, 404, 409}
    lines = "".join(Line().format(record) for record in caplog.records)
    assert "workshop/act" in lines
    outside = [lines.encode(), generate_latest(REGISTRY)]
    outside += [part for each in told for part in (each.body, str(each.headers).encode())]
    outside += [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    archives = list(tmp_path.rglob("*.zip"))
    assert [path.name for path in archives if path.stem == "again"]
    for path in archives:
        with zipfile.ZipFile(path) as package:
            outside += [package.read(member) for member in package.namelist()]
    for each in outside:
        assert secret.encode() not in each
        assert link.secret.encode() not in each
    assert name not in lines


def test_what_was_taken_back_writes_nothing_however_early_it_was_asked(store: Store) -> None:
    """Whoever waited for others to write is judged when the turn comes."""
    draft, state = begun(store, ANNA)
    link = share(store, ANNA, draft, [EDITING])
    secret = link.secret
    assert said("act", secret, draft=draft, since=1, actions=[noted(state, "one")])["made"]
    revoke(store, ANNA, draft, link.id)
    kept = store.log(ANNA, draft)
    assert asked("act", secret, draft=draft, since=1, actions=[noted(state, "two")]).status == 404
    assert store.log(ANNA, draft) == kept


def test_what_is_sent_twice_late_or_in_another_order_is_judged_by_the_draft(store: Store) -> None:
    """An action counts once; one that came late is put before its author; ids are looked up."""
    draft, state = begun(store, ANNA)
    secret = share(store, ANNA, draft, RIGHTS).secret
    one = noted(state, "one")
    first = said("act", secret, draft=draft, since=1, actions=[one, one])
    assert (first["number"], first["clashes"]) == (2, [])
    late = noted(state, "two")
    told = said("act", secret, draft=draft, since=1, actions=[late])
    assert [each["mine"] for each in told["clashes"]] == ["two"]
    for wrong in (
        {"kind": "mark", "source": "of another", "start": 0, "end": 5},
        {"kind": "join", "key": "none", "other": "none"},
        {"kind": "same", "table": "actors", "key": "none", "other": "none"},
    ):
        assert said("act", secret, draft=draft, since=2, actions=[wrong])["number"] == 2
    for kind in ("publish", "delete", "take-back", "share", "__init__", "\0"):
        told = said("act", secret, draft=draft, since=2, actions=[{"kind": kind}])
        assert (told["number"], len(told["refused"])) == (2, 1)
    assert asked("act", secret, draft=draft, since=2, actions=[{"kind": "\ud800"}]).status == 400
    versions = [said("publish", secret, draft=draft, name=name) for name in ("harbours", "other")]
    assert [each["version"]["name"] for each in versions] == ["harbours", "harbours"]
    assert [asked("delete", secret, draft=draft).status for _ in range(2)] == [200, 404]


def test_fifty_authors_at_once_hear_their_own_draft_alone(store: Store) -> None:
    """Two drafts of one title, written and read by fifty people in threads that serve them all."""
    drafts = [begun(store, ANNA) for _ in range(2)]
    keys = list(drafts[0][1].rows("statements"))
    heard: dict[int, str] = {}

    def write(number: int) -> None:
        draft, _ = drafts[number % 2]
        secret = share(store, ANNA, draft, [EDITING]).secret
        marker, key = f"marker-{number % 2}-{number}", keys[number % len(keys)]
        action = {"changes": [["statements", key, {"remark": ""}, {"remark": marker}]]}
        told = [worked("act", store, secret, draft=draft, since=1, actions=[action])]
        told += [worked(what, store, secret, draft=draft) for what in ("open", "drafts")]
        told.append(worked("act", store, secret, draft=draft, since=0, actions=[{"kind": "undo"}]))
        with pytest.raises(NotHereError):
            worked("open", store, secret, draft=drafts[1 - number % 2][0])
        heard[number] = json.dumps(told)

    with ThreadPoolExecutor(16) as threads:
        list(threads.map(write, range(50)))
    assert len(heard) == 50
    for number, text in heard.items():
        assert f"marker-{number % 2}-{number}" in text
        assert f"marker-{1 - number % 2}-" not in text
        assert drafts[1 - number % 2][0] not in text


CACHES = {
    "components/workshop/opening.py: store",
    "components/workshop/outlines.py: _names",
    "components/workshop/outlines.py: _path",
}
"""What the workshop remembers by less than a draft and its number: the store, and the base map."""


def test_nothing_is_remembered_by_less_than_a_draft() -> None:
    """A new cache of the workshop, or a new thing that lasts as long as its process, stops here."""
    found = set()
    for path in sorted((ROOT / "components" / "workshop").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and "cache" in "".join(
                map(ast.unparse, node.decorator_list)
            ):
                found.add(f"{path.relative_to(ROOT).as_posix()}: {node.name}")
            assert "st.cache" not in (ast.unparse(node) if isinstance(node, ast.Attribute) else "")
    assert found == CACHES


@pytest.mark.parametrize(
    "query",
    [
        "workshop",
        "workshop=a&step=publish",
        "%77orkshop=",
        "workshop%3D",
        "q=1&work%73hop",
        "dataset=draft.a",
        "dataset=%64raft.a",
        "d%61taset=draft%2Ea",
        "&".join(f"a{number}" for number in range(2_000)),
    ],
)
def test_no_page_frames_a_draft_however_its_link_is_written(query: str) -> None:
    """Also where every site may frame the map; the map's own page still may be."""
    if query == "workshop%3D":  # another word
        assert "frame-ancestors 'self' *" in _policy(query)
        return
    assert "frame-ancestors 'none'" in _policy(query)
    assert "frame-ancestors 'self' *" in _policy("q=workshop&dataset=drafts")


def _policy(query: str) -> str:
    answer = ask(APP, "", query, client="127.0.0.1", host="localhost")
    return answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"]
)
@pytest.mark.parametrize("public", [None, Public("https", "maps.example.org", "")])
def test_a_rebound_name_reaches_nothing(store: Store, host: str, public: Public | None) -> None:
    """Not with its own origin either; where people sign in, no address is made of it."""
    app = Starlette(
        routes=routes(), middleware=[Middleware(Headers), Middleware(Hosts, public=public)]
    )
    told = {"host": host, "origin": f"http://{host}", "standpoint_secret": ""}
    for what in ("desk", "drafts", "open"):
        answer = ask(app, f"workshop/{what}", method="POST", client="127.0.0.1", body="{}", **told)
        assert answer.status == HTTPStatus.MISDIRECTED_REQUEST
    assert ask(app, "workshop/sign-in", client="127.0.0.1", host=host).status == 421
    good = "maps.example.org" if public else "localhost"
    answer = ask(app, "workshop/sign-in", client="127.0.0.1", host=good)
    assert (answer.status, answer.headers["location"]) == (303, "../")
    scheme = "https" if public else "http"
    mine = {"host": good, "origin": f"{scheme}://{good}", "standpoint_secret": ""}
    assert ask(app, "workshop/desk", method="POST", body="{}", **mine).status == 200
    assert store.drafts(ANNA) == []


def test_no_other_site_may_ask_or_read(store: Store) -> None:
    """Neither a form, nor a script that asks first, nor one that has the draft's link."""
    draft, _ = begun(store, ANNA)
    secret = share(store, ANNA, draft, RIGHTS).secret
    other = {"host": "localhost:8501", "origin": "https://evil.example"}
    for what in ("open", "act", "publish", "delete", "begin"):
        asks = {"access_control_request_method": "POST", **other}
        asks["access_control_request_headers"] = "standpoint-secret"
        before = ask(APP, f"workshop/{what}", method="OPTIONS", **asks)
        assert before.status == HTTPStatus.METHOD_NOT_ALLOWED
        body = json.dumps({"draft": draft})
        for more in ({}, {"standpoint_secret": secret}):
            answer = ask(APP, f"workshop/{what}", method="POST", body=body, **other, **more)
            assert answer.status == HTTPStatus.FORBIDDEN
            assert not any(name.startswith("access-control") for name in answer.headers)
    assert said("open", secret, draft=draft)["number"] == 1


@pytest.mark.parametrize(
    "email",
    [
        "eve@\u017fite.example",
        "eve@SITE.example\n",
        "eve@\u212aite.example",
        "eve@site.example.evil.org",
        "eve@evil.org@site.example",
        "eve evil@site.example",
        "@site.example",
        "eve@",
        "\uff45ve@site.example",
        "eve\0@site.example",
        "eve@site.example\u202e",
    ],
)
def test_an_address_that_only_looks_admitted_is_not(email: str) -> None:
    """Letters that fold to others' letters are none of them."""
    policy = Policy(hosted=True, people=frozenset({"@site.example", "@kite.example"}))
    assert address_of(email) == "" or "evil" in address_of(email)
    account = Account("https://login.example", "1", email, verified=True)
    assert person(policy, Visit(account=account)) is None
    good = Account("https://login.example", "1", " Eve@Site.example ", verified=True)
    assert person(policy, Visit(account=good))


def test_ten_megabytes_in_every_field_are_refused_with_a_sentence() -> None:
    """Each column of each table says what it takes; the longest that it takes is taken."""
    large, half = "x" * 10_000_000, "\ud800"
    for table in DRAFTED:
        for column in table.columns:
            for wrong in (large, half, "a\0b"):
                with pytest.raises(RecordError, match=rf"The column {column} of {table.name} .+\."):
                    check_record(table.name, "key", {column: wrong})
            check_record(table.name, "key", {column: "'\"%;--\\{}"})
        with pytest.raises(RecordError):
            check_record(table.name, large, {})


def test_a_thousand_saves_publications_and_steps_back_at_once(store: Store) -> None:
    """Two who never wait for each other: each save is whole or put before its author.

    The log makes what there is, every version has its own number, and nobody hears of a lock.
    """
    draft, state = begun(store, ANNA)
    links = [share(store, ANNA, draft, RIGHTS).secret for _ in range(2)]
    said("publish", links[0], draft=draft, name="harbours")

    def work(mine: int) -> None:
        for number in range(100):
            actions = [noted(state, f"{mine}-{number}", n % 4) for n in range(2)]
            actions += [{"kind": "undo"}, {"kind": "redo"}, {"kind": "undo"}]
            told = worked("act", store, links[mine], draft=draft, since=1, actions=actions)
            assert told["refused"] == []
            if number % 50 == 0:
                assert worked("publish", store, links[mine], draft=draft)["version"]

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(work, range(2)))
    log = store.log(ANNA, draft)
    assert [action.number for action in log] == list(range(1, len(log) + 1))
    assert ordered(replay(log)) == ordered(store.read(ANNA, draft))
    found = publishing.published(store, ANNA, draft)
    assert [each.number for each in found] == list(range(1, 6))
    assert store.database.look() == []


def test_what_is_large_is_taken_from_those_alone_who_may_write(store: Store) -> None:
    """A stranger is refused before it has arrived; lists are counted before they are read."""
    draft, _ = begun(store, ANNA)
    secret = share(store, ANNA, draft, [EDITING]).secret
    large = "x" * SMALL_BODY
    for what in ("desk", "act", "begin"):
        refused = asked(what, "", draft=draft, more=large)
        assert refused.status == HTTPStatus.CONFLICT
        assert b"operator admits" in refused.body
    assert asked("desk", secret, more=large).status == HTTPStatus.OK
    assert asked("desk", secret, more=[[]] * 10).status == HTTPStatus.OK
    wrongs: tuple[object, ...] = ([[]] * 600_000, "\ud800")
    for wrong in wrongs:
        assert asked("desk", secret, more=wrong).status == HTTPStatus.BAD_REQUEST
    assert asked("desk", secret, more="\U0001f4a5 \\u0041").status == HTTPStatus.OK
    assert asked("desk", secret, more="x" * 9_000_000).status == HTTPStatus.CONFLICT


def test_a_long_log_is_brought_in_time_that_grows_with_it() -> None:
    """Each action costs what it changes, not what there is: a draft made to be slow is none."""
    many = [Change("topics", f"t{number}", None, {"id": "a"}) for number in range(20_000)]
    small = [Change("topics", f"s{number}", None, {"id": "a"}) for number in range(4)]
    copies = 0

    class Counted(dict[str, Any]):
        def __iter__(self) -> Iterator[str]:
            nonlocal copies
            copies += 1
            return super().__iter__()

    own: dict[str, Any] = {}
    state = apply(State(), Action(1, "", now(), "a", tuple(many)), own)
    own["topics"] = Counted(own["topics"])
    for number, change in enumerate(small, 2):
        state = apply(state, Action(number, "", now(), "a", (change,)), own)
    assert copies == 0
    assert len(own["topics"]) == 20_004
    before = apply(State(), Action(1, "", now(), "a", tuple(many[:2])))
    after = apply(before, Action(2, "", now(), "a", (small[0],)))
    assert (len(before.rows("topics")), len(after.rows("topics"))) == (2, 3)


def test_the_map_so_far_closes_with_the_right_to_it(store: Store, tmp_path: Path) -> None:
    """A link that is taken back, or a draft that is deleted, leaves no map of it open anywhere."""
    draft, _ = begun(store, ANNA)
    other, _ = begun(store, ANNA)
    made = [share(store, ANNA, each, RIGHTS) for each in (draft, draft, other)]
    names = [
        said("preview", link.secret, draft=each)["link"].removeprefix("?dataset=")
        for link, each in zip(made, (draft, draft, other), strict=True)
    ]
    paths = [previews.path_of(name) for name in names]
    app = Starlette(routes=served.routes(lambda: None))
    addresses = []
    for name, path in zip(names, paths, strict=True):
        loaded = previews.beside(catalogue(), name).load(name)
        assert isinstance(loaded, Dataset)
        addresses.append(frame.publish(loaded, path).removeprefix(FRAME_TO_ROOT))
    told = [ask(app, each) for each in addresses]
    assert {(each.status, each.headers["cache-control"]) for each in told} == {(200, "no-store")}
    assert {each.headers["x-accel-expires"] for each in told} == {"60"}
    assert not previews.path_of("draft.*")
    assert not previews.path_of(f"draft.{'0' * 32}")
    assert asked("revoke", made[0].secret, draft=draft, link=made[1].id).status == 200
    assert [bool(previews.path_of(name)) for name in names] == [False, False, True]
    assert asked("delete", made[2].secret, draft=other).status == 200
    assert not any(map(previews.path_of, names))
    assert not any(path and path.exists() for path in paths)
    assert {ask(app, each).status for each in addresses} == {404}
    links = [
        said("preview", made[0].secret, draft=draft)["link"]
        for _ in range(previews.MOST_OF_A_DRAFT + 1)
    ]
    opened = [previews.path_of(link.removeprefix("?dataset=")) for link in links]
    assert [bool(path) for path in opened] == [False, *[True] * previews.MOST_OF_A_DRAFT]
    os.utime(opened[-1] or "", (0, 0))
    assert not previews.path_of(links[-1].removeprefix("?dataset="))
    asyncio.run(shelf.sweep())
    assert not (opened[-1] or tmp_path).exists()


def test_what_is_taken_back_leaves_every_address(store: Store) -> None:
    """The map's files, the exports and the memory of a copy that had it open, within a minute."""
    (draft, state), (other, _) = (begun(store, ANNA) for _ in range(2))
    place = next(iter(state.rows("places")))
    changes = editing.edit(state, "places", place, {"name": "Elsewhere"})
    assert isinstance(store.write(ANNA, other, "edit", changes, seen=state), State)
    for name, each in (("harbours", draft), ("other", other)):
        assert not isinstance(publishing.publish(store, ANNA, each, name=name), list)
    app = Starlette(routes=[*served.routes(lambda: None), *exporting.routes()])
    found = catalogue()
    addresses = {}
    for name in ("harbours", "harbours.v1", "other"):
        loaded = found.load(name)
        assert isinstance(loaded, Dataset)
        at = frame.publish(loaded, found.folders[name])
        addresses[name] = at.removeprefix(FRAME_TO_ROOT)
    given = {name: ask(app, at) for name, at in addresses.items()}
    assert {each.status for each in given.values()} == {200}
    export = "export/{}.csv".format
    assert [ask(app, export(name), host="localhost").status for name in addresses] == [200] * 3
    publishing.unpublish(store, ANNA, draft)
    for _ in range(2):  # what is being replaced is missing for a moment
        asyncio.run(shelf.sweep())
    assert {name: ask(app, at).status for name, at in addresses.items()} == {
        "harbours": 404,
        "harbours.v1": 404,
        "other": 200,
    }
    assert [ask(app, export(name), host="localhost").status for name in addresses] == [
        404,
        404,
        200,
    ]
    assert not isinstance(found.load("harbours"), Dataset)
    assert isinstance(found.load("other"), Dataset)


@pytest.mark.parametrize("there", ["harbours.v1", "harbours.v7", "HARBOURS"])
def test_no_name_stands_before_another_dataset(store: Store, tmp_path: Path, there: str) -> None:
    """Not before one of the operator's either that a version of it would be called."""
    draft, _ = begun(store, ANNA)
    shutil.copytree(HARBOURS, tmp_path / "datasets" / there)
    with pytest.raises(StoreError, match="taken"):
        publishing.publish(store, ANNA, draft, name="harbours")
    assert not isinstance(publishing.publish(store, ANNA, draft, name="harbours-2"), list)
