"""How graphs are run: in one thread, over batches of texts of like length."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import onnxruntime


def session(path: Path) -> onnxruntime.InferenceSession:
    """Return a graph, ready to run in one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        path.read_bytes(), options, providers=["CPUExecutionProvider"]
    )


def batches(lengths: Sequence[int], size: int) -> Iterator[list[int]]:
    """Yield the places of texts, shortest first, in batches of at most `size` words with padding.

    >>> list(batches([3, 1, 2, 2], size=4))
    [[1, 2], [3], [0]]
    """
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[i] > size:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
