"""The trained network as ONNX graphs: words, sentences, labels.

Three graphs, since what depends on a form alone is computed once and kept, and labels are wanted
for the heads of the decoded tree:

- `words`: features of forms -> their vectors;
- `sentences`: vectors of forms and which form stands where -> scores of arcs, names and tags;
- `labels`: words and their heads -> scores of labels.

The large matrices are 8-bit integers. What they are multiplied with is brought to 8 bits by a scale
of its own in each row (or a fixed one, for states of an LSTM, which lie between -1 and 1), so that
a sentence's scores do not depend on which others are read with it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]
OPSET, ZERO, STEPS = 17, 128, 127
STATE_SCALE = 1 / STEPS
#: Outputs that are the number of the best, not scores.
CHOICES = ("upos", "feats", "lem")


class Graph:
    """A graph under construction: each operation returns the name of its output."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix, self.nodes, self.constants, self.count = prefix, [], [], 0

    def op(self, kind: str, *inputs: str, outputs: int = 1, **attributes: Any) -> Any:
        """Add an operation; return its output's name, or several."""
        names = [self._name() for _ in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, **attributes))
        return names if outputs > 1 else names[0]

    def constant(self, value: Any, dtype: type | None = None) -> str:
        """Add a constant."""
        name = self._name()
        self.constants.append(numpy_helper.from_array(np.asarray(value, dtype), name))
        return name

    def _name(self) -> str:
        self.count += 1
        return f"{self.prefix}{self.count}"

    def quantised(self, matrix: NDArray[np.float32]) -> tuple[str, str]:
        """Add a matrix [inputs, outputs] as 8-bit integers, and the scale of each output."""
        scale = np.maximum(np.abs(matrix).max(0), 1e-9) / STEPS
        whole = np.round(matrix / scale).astype(np.int8)
        return self.constant(whole), self.constant(scale.astype(np.float32))

    def states(self, x: str) -> str:
        """Bring states of an LSTM to 8 bits."""
        scale, zero = self.constant(STATE_SCALE, np.float32), self.constant(ZERO, np.uint8)
        return self.op("QuantizeLinear", x, scale, zero)

    def product(self, x: str, matrix: NDArray[np.float32], bias: Any = None) -> str:
        """Multiply states in 8 bits with a matrix [inputs, outputs]."""
        whole, scale = self.quantised(matrix * STATE_SCALE)
        total = self.op("MatMulInteger", x, whole, self.constant(ZERO, np.uint8))
        out = self.op("Mul", self.op("Cast", total, to=TensorProto.FLOAT), scale)
        return out if bias is None else self.op("Add", out, self.constant(bias, np.float32))

    def gather(self, x: str, index: str, axis: int = 0) -> str:
        """Take the rows of an index."""
        return self.op("Gather", x, index, axis=axis)

    def shaped(self, x: str, shape: Sequence[int] | str) -> str:
        """Reshape; 0 keeps a dimension, -1 is what is left."""
        return self.op(
            "Reshape", x, shape if isinstance(shape, str) else self.constant(shape, np.int64)
        )

    def split(self, x: str, sizes: Sequence[int], axis: int = -1) -> list[str]:
        """Split along an axis."""
        return self.op("Split", x, self.constant(sizes, np.int64), outputs=len(sizes), axis=axis)

    def leaky(self, x: str) -> str:
        """Add the activation that the network was trained with."""
        return self.op("LeakyRelu", x, alpha=0.1)

    def model(
        self, inputs: Mapping[str, tuple[int, Sequence[Any]]], outputs: Mapping[str, str]
    ) -> bytes:
        """Return the finished model; inputs by name with type and shape, outputs by name."""
        for name, value in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value], [name]))
        graph = helper.make_graph(
            self.nodes,
            "encoder",
            [helper.make_tensor_value_info(n, t, s) for n, (t, s) in inputs.items()],
            [_output(name) for name in outputs],
            self.constants,
        )
        made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        made.ir_version = 8
        return bytes(made.SerializeToString())


def _output(name: str) -> onnx.ValueInfoProto:
    """Describe an output by its name: a number for each word, or scores."""
    if name in CHOICES:
        return helper.make_tensor_value_info(name, TensorProto.INT64, [None])
    return helper.make_tensor_value_info(
        name, TensorProto.FLOAT, [None] * (3 if name == "arcs" else 2)
    )


def words_graph(w: Weights) -> bytes:
    """Return the graph from features of forms to their vectors [forms, width]."""
    g = Graph()
    known = w["types.word.weight"]
    scale = np.maximum(np.abs(known).max(1, keepdims=True), 1e-9) / STEPS
    table = g.constant(np.round(known / scale).astype(np.int8))
    rows = g.op("Cast", g.gather(table, "word"), to=TensorProto.FLOAT)
    word = g.op("Mul", rows, g.gather(g.constant(scale, np.float32), "word"))
    letters = g.gather(g.constant(w["types.char.weight"]), "characters")
    letters = g.op("Transpose", letters, perm=[0, 2, 1])
    pooled = []
    for i in range(2):
        kernel = w[f"types.conv.{i}.weight"]
        pad = kernel.shape[2] // 2
        bias = g.constant(w[f"types.conv.{i}.bias"])
        made = g.op("Conv", letters, g.constant(kernel), bias, pads=[pad, pad])
        pooled.append(g.op("ReduceMax", made, axes=[2], keepdims=0))
    vector = g.op(
        "Gemm",
        "vectors",
        g.constant(w["types.proj.weight"]),
        g.constant(w["types.proj.bias"]),
        transB=1,
    )
    out = g.op("Concat", vector, word, *pooled, "lists", axis=1)
    width = w["types.proj.weight"].shape[1]
    inputs = {
        "characters": (TensorProto.INT64, ["n", 18]),
        "word": (TensorProto.INT64, ["n"]),
        "vectors": (TensorProto.FLOAT, ["n", width]),
        "lists": (TensorProto.FLOAT, ["n", 5]),
    }
    return g.model(inputs, {"rows": out})


def _gates(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Reorder an LSTM's rows from input, forget, cell, output to input, forget, output, cell."""
    i, f, c, o = np.split(matrix, 4)
    return np.concatenate([i, f, o, c])


def _inputs(w: Weights, layer: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return what both directions of a layer do with its inputs: [inputs, 8h] and a bias [8h]."""
    matrices, biases = [], []
    for end in ("", "_reverse"):
        name = f"lstm.{layer}."
        matrices.append(_gates(w[f"{name}weight_ih_l0{end}"]))
        biases.append(_gates(w[f"{name}bias_ih_l0{end}"] + w[f"{name}bias_hh_l0{end}"]))
    return np.concatenate(matrices).T, np.concatenate(biases)


def _scan(g: Graph, w: Weights, layer: int, x: str) -> str:
    """Run both directions over x [length, 2, batch, 4h]; return states [length, 2, batch, h]."""
    b = Graph(f"layer{layer}.")
    size = w[f"lstm.{layer}.weight_hh_l0"].shape[1]
    halves = b.split(b.states("state"), [1, 1], axis=0)
    gates = [
        b.product(half, _gates(w[f"lstm.{layer}.weight_hh_l0{end}"]).T)
        for half, end in zip(halves, ("", "_reverse"), strict=True)
    ]
    total = b.op("Add", "step", b.op("Concat", *gates, axis=0))
    open_, candidate = b.split(total, [3 * size, size])
    i, f, o = b.split(b.op("Sigmoid", open_), [size] * 3)
    fresh = b.op("Mul", i, b.op("Tanh", candidate))
    cell = b.op("Add", b.op("Mul", f, "cell"), fresh)
    state = b.op("Mul", o, b.op("Tanh", cell))
    for name, value in (("state_out", state), ("cell_out", cell), ("out", state)):
        b.nodes.append(helper.make_node("Identity", [value], [name]))
    shape, gate = [2, "batch", size], [2, "batch", 4 * size]
    info = helper.make_tensor_value_info
    body = helper.make_graph(
        b.nodes,
        f"layer{layer}",
        [
            info(n, TensorProto.FLOAT, s)
            for n, s in (("state", shape), ("cell", shape), ("step", gate))
        ],
        [info(n, TensorProto.FLOAT, shape) for n in ("state_out", "cell_out", "out")],
        b.constants,
    )
    batch = g.op("Slice", g.op("Shape", x), *(g.constant([k], np.int64) for k in (2, 3)))
    parts = [g.constant([2], np.int64), batch, g.constant([size], np.int64)]
    zeros = g.op("ConstantOfShape", g.op("Concat", *parts, axis=0))
    return str(g.op("Scan", zeros, zeros, x, outputs=3, body=body, num_scan_inputs=1)[2])


def sentences_graph(w: Weights, treebank: int = 0) -> bytes:
    """Return the graph that reads sentences.

    Inputs: `rows` uint8 [forms, width] and `scales` [forms, 1], the vectors of forms as
    `kg.language.encoder.model` quantises them; `place` [2, length, batch], which form stands where,
    forwards and, in `place[1]`, each sentence backwards; `back` [length * batch], where the reading
    backwards has a word, in time-major order; `real` [words], where the words are in time-major
    order, sentence by sentence; `padded` [batch, length], each word's number among the words;
    `lengths` [batch].
    """
    g = Graph()
    size = w["lstm.0.weight_hh_l0"].shape[1]
    width = w["lstm.0.weight_ih_l0"].shape[1] - w["tb.weight"].shape[1]
    matrix, bias = _inputs(w, 0)
    bias = bias + w["tb.weight"][treebank] @ matrix[width:]
    whole, scale = g.quantised(matrix[:width])
    total = g.op("MatMulInteger", "rows", whole, g.constant(ZERO, np.uint8))
    forms = g.op("Mul", g.op("Mul", g.op("Cast", total, to=TensorProto.FLOAT), "scales"), scale)
    forms = g.op("Add", forms, g.constant(bias, np.float32))
    forwards, backwards = g.split(forms, [4 * size] * 2)
    places = [
        g.op("Squeeze", p, g.constant([0], np.int64)) for p in g.split("place", [1, 1], axis=0)
    ]
    one = g.constant([1], np.int64)
    ways = [
        g.op("Unsqueeze", g.gather(x, p), one)
        for x, p in zip((forwards, backwards), places, strict=True)
    ]
    layers = sum(k.endswith("weight_hh_l0") for k in w)
    x = g.op("Concat", *ways, axis=1)
    grid = g.op("Concat", g.op("Shape", places[0]), g.constant([4 * size], np.int64), axis=0)
    for layer in range(layers):
        if layer:
            matrix, bias = _inputs(w, layer)
            both = g.product(flat, matrix, bias)  # noqa: F821  bound by the layer before
            forwards, backwards = g.split(both, [4 * size] * 2)
            ways = [
                g.op("Unsqueeze", g.shaped(y, grid), one)
                for y in (forwards, g.gather(backwards, "back"))
            ]
            x = g.op("Concat", *ways, axis=1)
        states = g.states(_scan(g, w, layer, x))
        ahead, behind = (g.shaped(s, [-1, size]) for s in g.split(states, [1, 1], axis=1))
        flat = g.op("Concat", ahead, g.gather(behind, "back"), axis=1)
    return _heads(g, w, g.gather(flat, "real"))


def _heads(g: Graph, w: Weights, x: str) -> bytes:
    """Add what is read off the states of the words."""
    parser = {k.removeprefix("parser.ud."): v for k, v in w.items() if k.startswith("parser.ud.")}
    arc, label = len(parser["root_a"]), len(parser["root_l"])
    names = ["parser.ud.mlp", "nerh", *(f"tags.{t}" for t in CHOICES)]
    matrix = np.concatenate([w[f"{n}.weight"] for n in names]).T
    bias = np.concatenate([w[f"{n}.bias"] for n in names])
    sizes = [len(w[f"{n}.bias"]) for n in names]
    mlp, ner, *scores = g.split(g.product(x, matrix, bias), sizes)
    outputs = dict(
        zip(CHOICES, (g.op("ArgMax", s, axis=1, keepdims=0) for s in scores), strict=True)
    )
    outputs["names"] = g.op(
        "Gemm",
        g.leaky(ner),
        g.constant(w["tags.ner.weight"]),
        g.constant(w["tags.ner.bias"]),
        transB=1,
    )
    dependent, head, outputs["dependents"], outputs["heads"] = g.split(
        g.leaky(mlp), [arc, arc, label, label]
    )
    asked = g.op("Gemm", dependent, g.constant(parser["U"][:-1]), g.constant(parser["U"][-1]))
    # The root stands before the words; a word past the end of its sentence is any, and masked.
    heads = g.op("Concat", g.constant(parser["root_a"][None]), head, axis=0)
    asked, heads = g.gather(asked, "padded"), g.gather(heads, "candidates")
    arcs = g.op("MatMul", asked, g.op("Transpose", heads, perm=[0, 2, 1]))
    outputs["arcs"] = g.op("Add", arcs, "mask")
    f, i = TensorProto.FLOAT, TensorProto.INT64
    inputs = {
        "rows": (TensorProto.UINT8, ["forms", None]),
        "scales": (f, ["forms", 1]),
        "place": (i, [2, "length", "batch"]),
        "back": (i, ["all"]),
        "real": (i, ["words"]),
        "padded": (i, ["batch", "length"]),
        "candidates": (i, ["batch", "over"]),
        "mask": (f, ["batch", "length", "over"]),
    }
    return g.model(inputs, outputs)


def labels_graph(w: Weights) -> bytes:
    """Return the graph that scores the labels of arcs [words, labels] (Dozat & Manning 2017).

    `head` is for each word the number of its head among all words from 1; 0 is the root.
    """
    g = Graph()
    root, bilinear = w["parser.ud.root_l"], w["parser.ud.UL"]
    size = len(root) + 1
    ones = g.constant(np.ones((1, 1), np.float32))
    heads = g.gather(g.op("Concat", g.constant(root[None]), "heads", axis=0), "head")
    ones = g.op(
        "Expand", ones, g.op("Concat", g.op("Shape", "head"), g.constant([1], np.int64), axis=0)
    )
    heads = g.op("Concat", heads, ones, axis=1)
    first = g.op("Gemm", "dependents", g.constant(bilinear[:-1]), g.constant(bilinear[-1]))
    two = g.constant([2], np.int64)
    scores = g.op("MatMul", g.shaped(first, [0, -1, size]), g.op("Unsqueeze", heads, two))
    out = g.op("Squeeze", scores, two)
    f = TensorProto.FLOAT
    inputs = {
        "dependents": (f, ["n", size - 1]),
        "heads": (f, ["n", size - 1]),
        "head": (TensorProto.INT64, ["n"]),
    }
    return g.model(inputs, {"labels": out})


def check(model: bytes) -> None:
    """Raise when a graph is not valid ONNX."""
    onnx.checker.check_model(onnx.load_from_string(model))
