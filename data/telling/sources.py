"""Which statements are from which source."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from data.dataset import Dataset
from data.memory import once_per_dataset


@once_per_dataset
def of_source(dataset: Dataset) -> dict[str, npt.NDArray[np.int64]]:
    """Find the statements of each source, as positions in the order of statements.csv."""
    found = dataset.statements.groupby("source", sort=False).indices
    return {str(key): np.asarray(positions, dtype=np.int64) for key, positions in found.items()}
