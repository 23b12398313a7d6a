"""A bidirectional LSTM over packed rows, several times as fast on a CPU as PyTorch's.

Rows of a batch stand in time-major order without padding, longest text first: `sizes[t]` texts have
a word t. Large products are taken in bfloat16, which newer processors do at twice the speed; sums,
weights and states stay in float32.
"""

from itertools import pairwise
from typing import Any

import torch
from torch import Tensor, nn

HALF = torch.bfloat16


def halved(x: Tensor) -> Tensor:
    """Return rows in bfloat16, filled up with zeros: few shapes, so few kernels to build."""
    n = len(x)
    more = -n % 128 if n > 64 else -n % 8
    if not more:
        return x.to(HALF)
    out = torch.zeros(n + more, x.shape[1], dtype=HALF)
    out[:n] = x
    return out


class Product(torch.autograd.Function):
    """x @ weight.t()."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor) -> Tensor:
        """Keep both in bfloat16 for the way back."""
        rows, matrix = halved(x), weight.to(HALF)
        ctx.save_for_backward(rows, matrix)
        ctx.n = len(x)
        return (rows @ matrix.t())[: ctx.n].float()

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor | None, Tensor]:
        """Return the gradients of x, unless it is data, and of the weights."""
        rows, matrix = ctx.saved_tensors
        grad = halved(grads[0])
        of_x = (grad @ matrix)[: ctx.n].float() if ctx.needs_input_grad[0] else None
        return of_x, (grad.t() @ rows).float()


def linear(layer: nn.Linear, x: Tensor) -> Tensor:
    """Apply a layer, its product in bfloat16."""
    return Product.apply(x, layer.weight) + layer.bias


class Direction(torch.autograd.Function):
    """One direction of an LSTM: its inputs' part of the gates [rows, 4h] -> states [rows, h]."""

    @staticmethod
    def forward(
        ctx: Any,
        inputs: Tensor,
        weight: Tensor,
        sizes: list[int],
        backwards: bool,  # noqa: FBT001  PyTorch passes by place
    ) -> Tensor:
        """Go through the steps, and keep what the way back needs."""
        steps, offsets = _steps(sizes, backwards=backwards)
        h = weight.shape[1]
        gates = inputs.clone()
        cells, squashed, states = (inputs.new_empty(len(inputs), h) for _ in range(3))
        matrix = weight.t().contiguous().to(HALF)
        state = cell = inputs.new_empty(0, h)
        before = 0
        for t in steps:
            n, at = sizes[t], slice(offsets[t], offsets[t] + sizes[t])
            gate, known = gates[at], min(before, n)
            if known:
                gate[:known].add_(state[:known].to(HALF) @ matrix)
            gate[:, : 2 * h].sigmoid_()
            gate[:, 2 * h : 3 * h].tanh_()
            gate[:, 3 * h :].sigmoid_()
            torch.mul(gate[:, :h], gate[:, 2 * h : 3 * h], out=cells[at])
            if known:
                cells[at][:known].addcmul_(gate[:known, h : 2 * h], cell[:known])
            torch.tanh(cells[at], out=squashed[at])
            torch.mul(gate[:, 3 * h :], squashed[at], out=states[at])
            state, cell, before = states[at], cells[at], n
        ctx.save_for_backward(weight, gates, cells, squashed, states)
        ctx.run = sizes, steps, offsets
        return states

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor, None, None]:
        """Go back through the steps; the weights' gradient is one product at the end."""
        weight, gates, cells, squashed, states = ctx.saved_tensors
        sizes, steps, offsets = ctx.run
        h = weight.shape[1]
        earlier_cells, earlier = torch.zeros_like(cells), torch.zeros_like(states)
        for last, t in pairwise(steps):
            n = min(sizes[last], sizes[t])
            here, there = slice(offsets[t], offsets[t] + n), slice(offsets[last], offsets[last] + n)
            earlier_cells[here], earlier[here] = cells[there], states[there]
        i, f, c, o = gates.split(h, 1)
        of_cell = o * (1 - squashed * squashed)
        slopes = (c * i * (1 - i), earlier_cells * f * (1 - f), i * (1 - c * c))
        of_output = squashed * o * (1 - o)
        out, matrix = torch.empty_like(gates), weight.to(HALF)
        d_state = d_cell = out.new_empty(0, h)
        behind = 0
        for t in reversed(steps):
            at, known = slice(offsets[t], offsets[t] + sizes[t]), min(behind, sizes[t])
            d = grads[0][at].clone()
            if known:
                d[:known] += d_state[:known]
            e = d * of_cell[at]
            if known:
                e[:known] += d_cell[:known]
            for k, slope in enumerate(slopes):
                torch.mul(e, slope[at], out=out[at][:, k * h : (k + 1) * h])
            torch.mul(d, of_output[at], out=out[at][:, 3 * h :])
            d_state = (out[at].to(HALF) @ matrix).float()
            d_cell, behind = e * f[at], sizes[t]
        return out, (halved(out).t() @ halved(earlier)).float(), None, None


def _steps(sizes: list[int], *, backwards: bool) -> tuple[list[int], list[int]]:
    """Return the order of the steps and where each step's rows begin."""
    offsets = [0]
    for n in sizes:
        offsets.append(offsets[-1] + n)
    steps = list(range(len(sizes)))
    return steps[::-1] if backwards else steps, offsets


def bilstm(layer: nn.LSTM, x: Tensor, sizes: list[int]) -> Tensor:
    """Run a bidirectional layer of PyTorch over packed rows [rows, inputs] -> [rows, 2h]."""
    out = []
    for end in ("", "_reverse"):
        bias = getattr(layer, f"bias_ih_l0{end}") + getattr(layer, f"bias_hh_l0{end}")
        inputs = Product.apply(x, getattr(layer, f"weight_ih_l0{end}")) + bias
        weight = getattr(layer, f"weight_hh_l0{end}")
        out.append(Direction.apply(inputs, weight, sizes, bool(end)))
    return torch.cat(out, 1)
