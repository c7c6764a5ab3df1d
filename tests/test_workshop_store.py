"""The store: saved whole or not at all, merged or put before its author, open to whom it is."""

from __future__ import annotations

import ast
import base64
import hashlib
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest

from data.dataset import load
from data.workshop import editing, limits, publishing, sharing
from data.workshop.errors import FullError, NotHereError, StoreError
from data.workshop.rights import (
    EDITING,
    PUBLISHING,
    READING,
    RIGHTS,
    Account,
    Visit,
    link_subject,
    moment,
    new_secret,
)
from data.workshop.sharing import (
    invite,
    invited,
    links,
    revoke,
    share,
    take_up,
    uninvite,
)
from data.workshop.starting import from_nothing
from data.workshop.state import Clash, State, replay
from data.workshop.store import Store
from tests.helpers.datasets import ROOT
from tests.helpers.drafts import HERE, HOSTED, anything, author, begun, ordered, seed, store_in


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store on one's own machine."""
    opened = store_in(tmp_path / "workshop")
    yield opened
    opened.database.close()


@pytest.fixture
def hosted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Give a store where people sign in and links are allowed."""
    monkeypatch.setattr("data.apart.load", load)
    opened = store_in(tmp_path / "workshop", HOSTED, tmp_path / "datasets")
    yield opened
    opened.database.close()


def saved(found: State | tuple[Clash, ...]) -> State:
    """Give the state of what was saved."""
    assert isinstance(found, State), found
    return found


def noted(store: Store, visit: Visit, draft: str, state: State, note: str) -> Any:  # noqa: ANN401
    """Write a note into the first statement."""
    key = next(iter(state.rows("statements")))
    changes = editing.edit(state, "statements", key, {"note": note})
    return store.write(visit, draft, "edit", changes, seen=state)


def test_a_draft_is_there_again_after_a_restart(store: Store, tmp_path: Path) -> None:
    """Its records in their order, its texts, its log, and what can be undone."""
    draft, state = begun(store)
    chance = random.Random(7)  # noqa: S311 - no secret
    for _ in range(40):
        kind, changes = anything(state, chance)
        state = saved(store.write(HERE, draft, kind, changes, seen=state))
    state = saved(store.undo(HERE, draft, state))
    again = store_in(tmp_path / "workshop")
    assert ordered(again.read(HERE, draft)) == ordered(state)
    assert ordered(replay(again.log(HERE, draft))) == ordered(state)
    for row in state.rows("sources").values():
        assert again.text(HERE, draft, row["sha256"]) in seed().texts
    back = saved(again.redo(HERE, draft, state))
    while again.reach(HERE, draft).done:
        back = saved(again.undo(HERE, draft, back))
    assert not any(back.rows(name) for name in back.tables)
    while again.reach(HERE, draft).undone:
        back = saved(again.redo(HERE, draft, back))
    assert back.rows("statements") == replay(again.log(HERE, draft)).rows("statements")
    assert len(back.rows("statements")) > 4
    again.database.close()


def test_two_tabs_meet(store: Store) -> None:
    """What touches other fields is kept, the same field comes back with both versions."""
    draft, first = begun(store)
    key = next(iter(first.rows("statements")))
    one = saved(noted(store, HERE, draft, first, "one"))
    cue = editing.edit(first, "statements", key, {"cue": "told"})
    both = saved(store.write(HERE, draft, "edit", cue, seen=first))
    assert both == store.read(HERE, draft, first) == store.read(HERE, draft, one)
    assert both.rows("statements")[key]["note"] == "one"
    assert both.rows("statements")[key]["cue"] == "told"
    clashes = noted(store, HERE, draft, first, "two")
    (clash,) = clashes
    assert (clash.column, clash.mine, clash.theirs) == ("note", "two", "one")
    assert store.read(HERE, draft) == both
    assert saved(noted(store, HERE, draft, both, "two")).number == both.number + 1


def test_undo_is_each_authors_own(hosted: Store) -> None:
    """One does not take back what the other did; where the other changed it since, it clashes."""
    anna, ben = author("anna"), Visit(secret="")
    draft, state = begun(hosted, anna)
    ben = Visit(secret=share(hosted, anna, draft, [EDITING]).secret)
    key, other = list(state.rows("statements"))[:2]
    state = saved(noted(hosted, anna, draft, state, "anna"))
    changes = editing.edit(state, "statements", other, {"note": "ben"})
    state = saved(hosted.write(ben, draft, "edit", changes, seen=state))
    state = saved(hosted.undo(anna, draft, state))
    assert state.rows("statements")[key].get("note", "") != "anna"
    assert state.rows("statements")[other]["note"] == "ben"
    state = saved(hosted.redo(anna, draft, state))
    changes = editing.edit(state, "statements", key, {"note": "ben too"})
    state = saved(hosted.write(ben, draft, "edit", changes, seen=state))
    assert not isinstance(hosted.undo(anna, draft, state), State)
    assert hosted.read(anna, draft) == state


@pytest.mark.parametrize(
    "cell", ["'; DROP TABLE drafts; --", '"', "%s", "{}", ":draft", "\\", "\U0001f4a5", "a\tb\r\n"]
)
def test_whatever_a_cell_says_is_kept_to_the_letter(store: Store, cell: str) -> None:
    """Values are parameters."""
    draft, state = begun(store)
    state = saved(noted(store, HERE, draft, state, cell))
    assert next(iter(store.read(HERE, draft).rows("statements").values()))["note"] == cell
    for name in (cell, f"{draft}{cell}"):
        with pytest.raises(NotHereError):
            store.read(HERE, name)


@pytest.mark.parametrize("cell", ["\0", "\ud800", "x" * 10_000_000])
def test_what_cannot_be_kept_is_said(store: Store, cell: str) -> None:
    """With a sentence, and nothing is written."""
    draft, state = begun(store)
    with pytest.raises(StoreError, match=r"The column note of statements .*\."):
        noted(store, HERE, draft, state, cell)
    assert store.read(HERE, draft) == state
    for wrong in (cell[:100],):
        with pytest.raises(NotHereError):
            store.read(HERE, wrong)


OPERATIONS: dict[str, tuple[str, Callable[[Store, Visit, str, State], object]]] = {
    "read": (READING, lambda s, v, d, _: s.read(v, d)),
    "text": (READING, lambda s, v, d, n: s.text(v, d, _digest(n))),
    "texts": (READING, lambda s, v, d, n: s.texts(v, d, n)),
    "log": (READING, lambda s, v, d, _: s.log(v, d)),
    "reach": (READING, lambda s, v, d, _: s.reach(v, d)),
    "write": (EDITING, lambda s, v, d, n: noted(s, v, d, n, "written")),
    "undo": (EDITING, lambda s, v, d, n: s.undo(v, d, n)),
    "redo": (EDITING, lambda s, v, d, n: s.redo(v, d, n)),
    "share": (PUBLISHING, lambda s, v, d, _: share(s, v, d, [READING])),
    "links": (PUBLISHING, lambda s, v, d, _: links(s, v, d)),
    "revoke": (PUBLISHING, lambda s, v, d, _: revoke(s, v, d, _link(s, d))),
    "invite": (PUBLISHING, lambda s, v, d, _: invite(s, v, d, "zoe@example.org", READING)),
    "invited": (PUBLISHING, lambda s, v, d, _: invited(s, v, d)),
    "uninvite": (PUBLISHING, lambda s, v, d, _: _invited_anew(s, v, d)),
    "published": (READING, lambda s, v, d, _: publishing.published(s, v, d)),
    "check": (READING, publishing.check),
    "preview": (READING, lambda s, v, d, n: publishing.preview(s, v, d, n, s.datasets)),
    "publish": (PUBLISHING, lambda s, v, d, _: publishing.publish(s, v, d, name=f"d-{d}")),
    "unpublish": (PUBLISHING, lambda s, v, d, _: publishing.unpublish(s, v, d)),
    "delete": (PUBLISHING, lambda s, v, d, _: s.delete(v, d)),
}
"""Each thing that is done to a draft, and the right that it needs."""
FOR_ALL = {
    *("may_begin", "access", "author", "rights", "drafts", "start", "settle"),
    *("hand_out", "take_back"),  # the operator's, on a command line
    "take_up",  # one's own invitations
}
"""What is not done to a draft, or says only what one may do."""

ANNA, MARIA = author("anna"), author("maria")


def _digest(state: State) -> str:
    return next(iter(state.rows("sources").values()))["sha256"]


def _link(store: Store, draft: str) -> str:
    return next(each.id for each in links(store, ANNA, draft) if each.rights != RIGHTS)


def _invited_anew(store: Store, visit: Visit, draft: str) -> None:
    uninvite(store, visit, draft, "ben@example.org")
    invite(store, ANNA, draft, "ben@example.org", EDITING)
    take_up(store, author("ben"))


GUESS = "x" * 32


def test_each_operation_has_its_case() -> None:
    """One that is new and has none fails here."""
    names = [name for name, it in vars(Store).items() if callable(it)]
    for module in (sharing, publishing):
        names += [
            name
            for name, it in vars(module).items()
            if isinstance(it, FunctionType) and it.__module__ == module.__name__
        ]
    public = {name for name in names if not name.startswith("_")}
    assert public == OPERATIONS.keys() | FOR_ALL


ROLES: dict[str, tuple[str, ...]] = {
    "owner": RIGHTS,
    "reading": (READING,),
    "editing": (READING, EDITING),
    "publishing": RIGHTS,
    "revoked": (),
    "invited": (READING, EDITING),
    "invited no more": (),
    "invited and not come": (),
    "the invited address elsewhere": (),
    "author of another": (),
    "link to another": (),
    "guess": (),
    "unverified": (),
    "other issuer": (),
    "other domain": (),
    "local": (),
    "nobody": (),
}
"""Who may come, and the rights that each has."""


def _visits(store: Store, draft: str) -> dict[str, Visit]:
    given = {"reading": [READING], "editing": [EDITING], "publishing": RIGHTS, "revoked": RIGHTS}
    made = {name: share(store, ANNA, draft, rights) for name, rights in given.items()}
    revoke(store, ANNA, draft, made["revoked"].id)
    for name in ("ben", "cleo", "dan"):
        invite(store, ANNA, draft, f"{name}@example.org", EDITING)
        if name != "dan":
            take_up(store, author(name))
    uninvite(store, ANNA, draft, "cleo@example.org")
    other = share(store, MARIA, store.start(MARIA, from_nothing("Other").changes), RIGHTS)

    def account(issuer: str, email: str, *, verified: bool = True) -> Visit:
        return Visit(account=Account(issuer, "anna", email, verified))

    elsewhere = account("https://else.example", "ben@example.org")
    take_up(store, elsewhere)

    return {
        "owner": ANNA,
        **{name: Visit(secret=link.secret) for name, link in made.items()},
        "invited": author("ben"),
        "invited no more": author("cleo"),
        "invited and not come": author("dan"),
        "the invited address elsewhere": elsewhere,
        "author of another": MARIA,
        "link to another": Visit(secret=other.secret),
        "guess": Visit(secret=GUESS),
        "unverified": account("https://login.example", "anna@example.org", verified=False),
        "other issuer": account("https://else.example", "anna@example.org"),
        "other domain": Visit(account=Account("https://login.example", "a", "a@evil.org", True)),  # noqa: FBT003
        "local": HERE,
        "nobody": Visit(),
    }


@pytest.mark.parametrize("operation", OPERATIONS)
def test_who_may_do_what(hosted: Store, operation: str) -> None:
    """All roles try it; what is refused changes nothing, and says what is said of no draft."""
    needed, do = OPERATIONS[operation]
    draft, state = begun(hosted, ANNA)
    state = saved(noted(hosted, ANNA, draft, state, "before"))
    visits, log = _visits(hosted, draft), hosted.log(ANNA, draft)
    assert visits.keys() == ROLES.keys()
    for who in (who for who, rights in ROLES.items() if needed not in rights):
        assert hosted.rights(visits[who], draft) == ROLES[who]
        with pytest.raises(NotHereError) as refused:
            do(hosted, visits[who], draft, state)
        with pytest.raises(NotHereError) as nothing:
            do(hosted, visits[who], "0123456789abcdef", state)
        assert str(refused.value) == str(nothing.value)
    assert hosted.log(ANNA, draft) == log
    assert len(links(hosted, ANNA, draft)) == 4
    for who in (who for who, rights in ROLES.items() if needed in rights):
        assert hosted.rights(visits[who], draft) == ROLES[who]
        do(hosted, visits[who], draft, state)
        if operation == "delete":
            return
        state = hosted.read(ANNA, draft)


def test_a_view_link_reads_and_writes_nothing(hosted: Store) -> None:
    """The good case stands beside the refused one."""
    draft, state = begun(hosted, ANNA)
    reader = Visit(secret=share(hosted, ANNA, draft, []).secret)
    assert hosted.read(reader, draft) == state
    assert [each.id for each in hosted.drafts(reader)] == [draft]
    assert hosted.drafts(Visit(secret=GUESS)) == hosted.drafts(MARIA) == []
    with pytest.raises(NotHereError):
        noted(hosted, reader, draft, state, "no")


def test_an_invitation_is_to_whoever_comes_first_with_its_address(
    hosted: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From then on it is theirs; it ends when it is taken back, or is not taken up in time."""
    draft, state = begun(hosted, ANNA)
    ben = author("ben")
    for wrong in (
        "ben@elsewhere.org",
        "ben",
        "",
        "anna@example.org",
        "ben@example.org\n",
        "@example.org",
    ):
        with pytest.raises(StoreError):
            invite(hosted, ANNA, draft, wrong, EDITING)
    invite(hosted, ANNA, draft, " Ben@Example.org ", READING)
    assert hosted.drafts(ben) == []
    take_up(hosted, Visit(account=Account("https://login.example", "b", "ben@example.org")))
    assert [each.taken for each in invited(hosted, ANNA, draft)] == [False]
    take_up(hosted, ben)
    take_up(hosted, Visit(account=Account("https://b", "b", "ben@example.org", verified=True)))
    assert [each.id for each in hosted.drafts(ben)] == [draft]
    with pytest.raises(NotHereError):
        noted(hosted, ben, draft, state, "no")
    invite(hosted, ANNA, draft, "ben@example.org", EDITING)
    assert hosted.drafts(ben) == []
    take_up(hosted, ben)
    take_up(hosted, ben)
    saved(noted(hosted, ben, draft, state, "yes"))
    (entry,) = invited(hosted, ANNA, draft)
    assert (entry.address, entry.rights[-1], entry.taken) == ("ben@example.org", EDITING, True)
    uninvite(hosted, ANNA, draft, "ben@example.org")
    assert (hosted.drafts(ben), invited(hosted, ANNA, draft)) == ([], [])
    with pytest.raises(NotHereError):
        uninvite(hosted, ANNA, draft, "")
    invite(hosted, ANNA, draft, "ben@example.org", READING)
    late = moment(datetime.now(UTC) + timedelta(days=31))
    monkeypatch.setattr("data.workshop.sharing.now", lambda: late)
    take_up(hosted, ben)
    assert hosted.drafts(ben) == []


def test_a_link_ends_when_it_is_revoked_or_not_used(
    hosted: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has it open is refused; use keeps it, thirty days without end it."""
    draft, state = begun(hosted, ANNA)
    link = share(hosted, ANNA, draft, [EDITING])
    ben = Visit(secret=link.secret)
    made = datetime.now(UTC)
    for days, there in ((20, True), (45, True), (74, True), (105, False), (106, False)):
        at = moment(made + timedelta(days=days))
        monkeypatch.setattr("data.workshop.store.now", lambda at=at: at)
        if there:
            assert hosted.read(ben, draft) == state
        else:
            with pytest.raises(NotHereError):
                hosted.read(ben, draft)
    monkeypatch.undo()
    assert hosted.read(ANNA, draft) == state
    other = share(hosted, ANNA, draft, [EDITING])
    ben = Visit(secret=other.secret)
    state = saved(noted(hosted, ben, draft, state, "one"))
    revoke(hosted, ANNA, draft, other.id)
    with pytest.raises(NotHereError):
        noted(hosted, ben, draft, state, "two")
    assert hosted.read(ANNA, draft) == state


def test_guesses_open_nothing(hosted: Store) -> None:
    """Of thousands of secrets none is right, and the answer is that for no draft at all."""
    draft, state = begun(hosted, ANNA)
    link = share(hosted, ANNA, draft, [READING])
    assert len(base64.urlsafe_b64decode(link.secret)) * 8 >= 128
    answers = set()
    for number in range(300):
        for name in (draft, f"{number:016x}"):
            try:
                hosted.read(Visit(secret=new_secret()), name)
            except NotHereError as refused:
                answers.add(str(refused))
    assert len(answers) == 1
    assert hosted.read(Visit(secret=link.secret), draft) == state


def test_a_secret_is_in_no_file(hosted: Store, tmp_path: Path) -> None:
    """The database holds a keyed hash of it alone, and the same secret has another elsewhere."""
    draft, _ = begun(hosted, ANNA)
    secret = share(hosted, ANNA, draft, [READING]).secret
    hosted.read(Visit(secret=secret), draft)
    for file in (tmp_path / "workshop").iterdir():
        content = file.read_bytes()
        assert secret.encode() not in content
        assert hashlib.sha256(secret.encode()).hexdigest().encode() not in content
        assert b"anna" not in content.replace(b"analysis", b"")
    assert link_subject(secret, b"one key") != link_subject(secret, b"another")


def test_what_is_deleted_is_gone_from_the_disk(store: Store, tmp_path: Path) -> None:
    """Rows, log, texts and what lies beside the database; another draft is as it was."""
    kept, before = begun(store)
    draft, state = begun(store)
    marker = "Marker-8f2c"
    state = saved(noted(store, HERE, draft, state, marker))
    saved(store.write(HERE, draft, "text", (), seen=state, texts=[f"{marker} text"]))
    folder = tmp_path / "workshop"
    assert any(marker.encode() in file.read_bytes() for file in folder.iterdir())
    store.delete(HERE, draft)
    assert not [file for file in folder.iterdir() if marker.encode() in file.read_bytes()]
    assert store.read(HERE, kept) == before
    with pytest.raises(NotHereError):
        store.read(HERE, draft)


@pytest.mark.parametrize(
    ("limit", "most"),
    [("MOST_DRAFTS", 1), ("MOST_DRAFTS_IN_ALL", 1), ("MOST_BYTES", 1), ("MOST_BYTES_IN_ALL", 1)],
)
def test_too_much_is_refused_with_a_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    """And what there is stays as it was."""
    draft, state = begun(store)
    monkeypatch.setattr(limits, limit, most)
    with pytest.raises(FullError, match=r"[A-Z].*\."):
        begun(store)
    if "BYTES" in limit:
        with pytest.raises(FullError):
            noted(store, HERE, draft, state, "more")
    assert store.read(HERE, draft) == state
    assert len(store.drafts(HERE)) == 1


QUERIES = sorted((ROOT / "data" / "workshop" / "queries").glob("*.py"))
SQL = {"select", "insert", "update", "delete", "text", "execute", "scalar", "exec_driver_sql"}
OF_NO_DRAFT = {
    *("listed", "totals", "is_taken", "everything", "withdrawn", "good"),
    *("every", "draft_of", "take_back"),  # the operator's
    *("waiting", "take_up"),  # one's own invitations
    *("end", "has_ended"),  # one's own sign-in
}
"""What reads no draft's content: the list of one's own, counts, names, what is public."""


def _calls(node: ast.AST) -> set[str]:
    return {
        call.func.attr
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    }


def test_every_query_names_the_draft_and_the_right() -> None:
    """Whatever asks the database takes who asks for which draft, and says it in the query."""
    seen = 0
    for path in QUERIES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.FunctionDef) or not _calls(node) & SQL:
                continue
            seen += 1
            source = ast.unparse(node)
            taken = {ast.unparse(a.annotation) for a in node.args.args if a.annotation}
            if node.name in OF_NO_DRAFT:
                continue
            assert taken & {"Access", "Locked"}, node.name
            if "Access" in taken and node.name != "begin":
                assert "allowed(access)" in source or "given(access)" in source, node.name
            assert "access.draft" in source or "_grow" in source or node.name == "allowed", (
                node.name
            )
    assert seen > 20


def test_no_other_module_has_a_query() -> None:
    """The store and what is around it call the functions of ``queries``."""
    others = (ROOT / "data" / "workshop").rglob("*.py")
    allowed = {"queries", "migrations", "versions"}
    for path in others:
        if path.parent.name in allowed or path.name == "database.py":
            continue
        names = ast.unparse(ast.parse(path.read_text("utf-8")))
        assert "sqlalchemy.sql" not in names
        assert "import sqlalchemy as" not in names, path
        assert not _calls(ast.parse(names)) & {"execute", "scalar", "exec_driver_sql"}, path


def test_readers_load_nothing_of_it() -> None:
    """Neither the app nor the page imports a database, nor the workshop."""
    program = (
        "import sys, app, components.page\n"
        "names = {'sqlalchemy', 'alembic', 'psycopg', 'data.workshop.store'}\n"
        "print(sorted(names & set(sys.modules)))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
