"""How golden cases are written: one JSON object a line.

  {"let": NAME, "array": ARRAY}                 names an array for the cases of the same file
  {"fn": NAME, "args": [ARG...], "kw": {...}, "out": ARRAY | [ARRAY...] | {"error": NAME}}

An ARRAY is {"dtype", "shape", "data"}, data being base64 of the little-endian elements in row-major order. An ARG is an
ARRAY, {"ref": NAME}, a view of one ({"ref": NAME, "index": TEXT, "axes": [...], "broadcast": [...]}, applied in this
order), a weak scalar ({"int"}, {"float"} as text, {"complex"} as two texts, {"bool"}), {"text"}, {"slice"}, {"dtype"},
Java's nested arrays or lists ({"java": KIND, "of": ARRAY}), or plain JSON: an integer, a list of arguments, null.
"""

import base64
import gzip
import json
import re
import warnings

import numpy as np

warnings.simplefilter("ignore")
np.seterr(all="ignore")

DTYPES = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "float32", "float64", "complex64", "complex128",
]  # fmt: skip
INTS = [d for d in DTYPES if "int" in d]
FLOATS = ["float16", "float32", "float64"]
COMPLEX = ["complex64", "complex128"]


def camel(name):
    """NumPy's name as the library has it."""
    return re.sub("_(.)", lambda m: m[1].upper(), name)


def encode_array(a):
    a = np.asarray(a)
    assert a.dtype.name in DTYPES, a.dtype
    data = np.ascontiguousarray(a).astype(a.dtype.newbyteorder("<"), copy=False).tobytes()
    return {"dtype": a.dtype.name, "shape": list(a.shape), "data": base64.b64encode(data).decode()}


class Arg:
    """A value beside the JSON that says it."""

    def __init__(self, value, text):
        self.value = value
        self.text = text


class Text(Arg):
    def __init__(self, value):
        super().__init__(value, {"text": value})


class DType(Arg):
    def __init__(self, name):
        super().__init__(np.dtype(name), {"dtype": name})


class Slice(Arg):
    def __init__(self, *parts):
        super().__init__(slice(*parts), {"slice": [slice(*parts).start, slice(*parts).stop, slice(*parts).step]})


class Java(Arg):
    """An array as Java has it: nested arrays of a primitive type, nested lists ("list"), or one number."""

    def __init__(self, kind, value):
        super().__init__(value, {"java": kind, "of": encode_array(value)})


class Plain(Arg):
    """An integer, a list or null that is a parameter, not a scalar beside an array."""

    def __init__(self, value):
        super().__init__(tuple(value) if isinstance(value, list) else value, value)


def arg(x):
    if isinstance(x, Arg):
        return x
    if isinstance(x, (np.ndarray, np.generic)):
        return Arg(x, encode_array(x))
    if isinstance(x, bool):
        return Arg(x, {"bool": x})
    if isinstance(x, int):
        return Arg(x, {"int": x})
    if isinstance(x, float):
        return Arg(x, {"float": repr(x)})
    if isinstance(x, complex):
        return Arg(x, {"complex": [repr(x.real), repr(x.imag)]})
    if isinstance(x, (list, tuple)):
        parts = [arg(p) for p in x]
        return Arg([p.value for p in parts], [p.text for p in parts])
    if x is None:
        return Arg(None, None)
    raise TypeError(type(x))


class File:
    """The cases of one file, in order."""

    def __init__(self, folder, name):
        self.path = folder / (name + ".jsonl.gz")
        self.lines = []
        self.names = set()

    def let(self, name, value):
        """Names an array; the argument returned refers to it."""
        if name not in self.names:
            self.names.add(name)
            self.lines.append({"let": name, "array": encode_array(value)})
        return Arg(np.asarray(value), {"ref": name})

    @staticmethod
    def view(named, index=None, axes=None, broadcast=None):
        value, text = named.value, dict(named.text)
        if index is not None:
            value, text["index"] = eval(f"v[{index}]", {"v": value}), index
        if axes is not None:
            value, text["axes"] = value.transpose(axes), list(axes)
        if broadcast is not None:
            value, text["broadcast"] = np.broadcast_to(value, broadcast), list(broadcast)
        return Arg(value, text)

    def case(self, fn, numpy, *args, **kw):
        """Calls NumPy and writes down what came out."""
        args = [arg(a) for a in args]
        kw = {k: arg(v) for k, v in kw.items() if v is not None}
        try:
            out = numpy(*[a.value for a in args], **{k: v.value for k, v in kw.items()})
            if isinstance(out, (list, tuple)):
                out = [encode_array(o) for o in out]
            else:
                out = encode_array(out)
        except (TypeError, ValueError, IndexError, OverflowError, ZeroDivisionError) as e:
            out = {"error": type(e).__name__}
        line = {"fn": fn, "args": [a.text for a in args]}
        if kw:
            line["kw"] = {camel(k): v.text for k, v in kw.items()}
        line["out"] = out
        self.lines.append(line)

    def write(self):
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in self.lines)
        packed = gzip.compress(text.encode(), mtime=0)
        self.path.write_bytes(packed)
        cases = sum("fn" in line for line in self.lines)
        print(f"{self.path.name}: {cases} cases, {len(packed) // 1024} KB packed, {len(text) // 1024} KB")
