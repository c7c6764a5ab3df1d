"""All queries to the database of drafts; there are none elsewhere.

Rules: whatever reads a draft takes an ``Access``, which names the draft, the right and who asks,
and holds only where that right is given (``allowed``). Whatever writes takes a ``Locked``, which
``lock`` and ``begin`` alone give: for the same right, in the same transaction, while nobody else
writes to the draft. Values are parameters, never text of a query.
"""
