"""Tables as they are read: cells, columns and rows, however many are read at a time."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.dataset import positions_in
from data.loading import reading
from data.schema import TOPICS

HEADER = "id,name,description\n"


@pytest.mark.parametrize("at_once", [1, 2, 5_000])
@pytest.mark.parametrize(
    ("text", "names", "rows", "broken"),
    [
        (HEADER, [], [], []),
        (HEADER + "a,A,\nb,B,\nc,C,\n", ["A", "B", "C"], [2, 3, 4], []),
        (HEADER + "a,A,\n\nb,B\nc,C,\n", ["A", "C"], [2, 5], [4]),
        (HEADER + '\ufeffa,"A\nB",\r\nb,"B ""C""",\r\n', ["A\nB", 'B "C"'], [2, 3], []),
        (HEADER + 'a,A,\nb,B,\nc,"C"D,\nd,D,\n', ["A", "B"], [2, 3], [4]),
        ("\ufeff" + HEADER + "a,أ,\nb,港口,", ["أ", "港口"], [2, 3], []),
        ("id,name,name,description\na,A,Z,\nb,B,Z,\n", ["A", "B"], [2, 3], [1]),
        ("", [], [], [1, 1]),
    ],
)
def test_rows_keep_their_numbers_and_their_cells(  # noqa: PLR0917 - the columns of the table above
    at_once: int,
    text: str,
    names: list[str],
    rows: list[int],
    broken: list[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither a row that is left out nor the end of a batch moves another row."""
    monkeypatch.setattr(reading, "_AT_ONCE", at_once)
    (tmp_path / TOPICS.file).write_bytes(text.encode())
    frame, problems, *_ = reading.read_table(tmp_path, TOPICS)
    assert frame["name"].tolist() == names
    assert frame.index.tolist() == rows
    assert list(frame.columns) == ["id", "name", "description"]
    assert [problem.row for problem in problems] == broken


def test_a_position_is_that_of_the_id_or_none() -> None:
    """Tables that were put together from parts are counted as one."""
    parts = [pd.Series(["c", "a"], dtype=str), pd.Series(["", "b", "c"], dtype=str)]
    ids = pd.Series(["a", "b", "c"], index=[7, 8, 9], dtype=str)
    assert positions_in(ids, pd.concat(parts)).tolist() == [2, 0, -1, 1, 2]
    assert positions_in(ids[:0], ids).tolist() == [-1, -1, -1]
    assert positions_in(ids, ids[:0]).tolist() == []
