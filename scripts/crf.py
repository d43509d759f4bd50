"""A linear-chain conditional random field, learnt with numpy (Lafferty, McCallum and Pereira 2001)."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.optimize import fmin_l_bfgs_b


class Chains:
    """Sequences of tokens, the longest first, so that step by step those that still go on lie together."""

    def __init__(self, lengths: Sequence[int]) -> None:
        sizes = np.asarray(lengths)
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        order = np.argsort(-sizes, kind="stable")
        self.steps = [
            starts[order[: int((sizes > at).sum())]] + at for at in range(int(sizes.max(initial=0)))
        ]
        """For each step the rows of its tokens."""

    def chances(
        self, scores: np.ndarray, moves: np.ndarray, first: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, float]:
        """Return the probability of each label for each token, the expected moves, and the sum of log Z."""
        top = scores.max(axis=1, keepdims=True)
        emitted = np.exp(scores - top)
        alpha, beta = np.empty_like(scores), np.ones_like(scores)
        scale = np.empty(len(scores))
        for at, rows in enumerate(self.steps):
            ahead = alpha[self.steps[at - 1][: len(rows)]] @ moves if at else first
            value = ahead * emitted[rows]
            scale[rows] = value.sum(axis=1)
            alpha[rows] = value / scale[rows, None]
        moved = np.zeros_like(moves)
        for at in range(len(self.steps) - 1, 0, -1):
            rows = self.steps[at]
            before = self.steps[at - 1][: len(rows)]
            back = emitted[rows] * beta[rows] / scale[rows, None]
            beta[before] = back @ moves.T
            moved += moves * (alpha[before].T @ back)
        return alpha * beta, moved, float(np.log(scale).sum() + top.sum())


def fit(
    matrix: sparse.csr_matrix,
    chains: Chains,
    labels: np.ndarray,
    allowed: np.ndarray,
    first: np.ndarray,
    *,
    penalty: float,
    steps: int = 120,
) -> tuple[np.ndarray, np.ndarray]:
    """Return weights (feature, label) and moves (label, label) that make the labels likely, with an L2 penalty."""
    size, wide = len(allowed), matrix.shape[1]
    given = np.eye(size)[labels]
    turned = matrix.T.tocsr()
    seen = sum(
        given[before[: len(rows)]].T @ given[rows]
        for before, rows in zip(chains.steps, chains.steps[1:], strict=False)
    )

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        weights, moves = flat[: wide * size].reshape(wide, size), flat[wide * size :].reshape(size, size)
        scores = matrix @ weights
        chance, moved, norm = chains.chances(scores, np.exp(moves) * allowed, first)
        gradient = np.concatenate([(turned @ (chance - given)).ravel(), (moved - seen).ravel()])
        total = norm - float((scores * given).sum()) - float((seen * moves).sum())
        return total + penalty / 2 * float(flat @ flat), gradient + penalty * flat

    flat, _, _ = fmin_l_bfgs_b(loss, np.zeros(wide * size + size * size), maxiter=steps)
    return flat[: wide * size].reshape(wide, size), flat[wide * size :].reshape(size, size)
