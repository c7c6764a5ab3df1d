"""The workshop: drafts of datasets, what is done to them, who may, and what is published.

Nothing here is loaded for readers; the published Data Packages are all that the reading side
sees. The contract with whoever builds screens:

**A draft** is the tables of ``data/schema.py`` as records of text cells, and what is its authors'
alone (``tables.py``): the columns ``aside`` (why a record is set aside) and ``remark``, the record
``about`` (title, description, licence …) and ``areas``. Decisions are the column ``review``. A
source's record names its text by ``sha256``; ``store.text`` gives it.

**A state** (``state.py``) is all records after so many actions: ``state.row(table, key)``,
``state.rows(table)``. It never changes; hold it in the session and hand it back as ``seen``.

**What an author does** is a function of ``editing.py``, which gives the changes of one action:
``edit``, ``confirm``, ``set_aside``, ``take_up``, ``add``, ``remove``, ``mark`` (words selected
become a statement), ``bounds``, ``split``, ``join``, ``same`` (one speaker or place). What cannot
be done raises ``EditError`` with a sentence.

**The store** (``store.py``; ``settings.open_store(settings.read())`` once for a process) keeps it::

    visit = Visit(local=…, account=Account(…), secret=…)   # what the server knows, never the page
    draft = store.start(visit, seed.changes, seed.texts)   # a seed of starting.py
    state = store.read(visit, draft, seen)                 # what others did is in it
    saved = store.write(visit, draft, "confirm", confirm(state, "statements", key), seen=state)
    saved = store.undo(visit, draft, state)                # likewise redo; reach says how far

``saved`` is the state after it, or a tuple of ``Clash``: cells that somebody else changed
meanwhile, with both versions, and nothing was saved. To keep one's own all the same, write it
again from the newest state. ``NotHereError`` is said alike for a draft that is not there and one
that is not open; ``StoreError`` has a sentence for the author. Each call is one transaction.

**A draft begins** with a seed of ``starting.py``: ``from_nothing``, ``from_texts`` (with progress
and cancel), ``from_tables`` (rows of a spreadsheet as ``drafting.rows.Tables``), ``from_package``,
``from_zip``. Further sources are added with ``store.write(…, texts=[text])``. Whatever is read from
a file is named after its title: no name of an upload is kept.

**Publishing** (``publishing.py``): ``check`` says what keeps a draft from being published, each
with the record where it is put right; ``preview`` writes all there is so far as a dataset that is
marked as a draft; ``publish`` makes the next version, ``published`` lists them (``said`` is JSON:
number, published, by, note, added, changed, withdrawn), ``unpublish`` takes all of them back.

**Questions** (``questions.py``): what a careful editor would ask, ``ask(contents(state,
undecided=True))``; each leads to a cell of a record. What keeps a draft from opening is
``publishing.check``.

**Carrying** (``carrying.py``): ``carry`` gives a draft as a file, ``bring`` begins one from it.
``python -m data.workshop`` is for operators: backup, restore, check, link, unpublish.

**Rights** (``rights.py``): reading, editing, publishing; ``store.rights`` says which somebody has,
``store.may_begin`` who may begin drafts; ``sharing.py`` makes secret links and takes them back.
"""
