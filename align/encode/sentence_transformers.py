"""Any sentence-transformers model (Reimers & Gurevych 2019, arXiv:1908.10084): `st:NAME` or `st:FOLDER`.

A model on the disk is used without asking the network. A name that is not on the disk is downloaded
once.
"""

from __future__ import annotations

import hashlib
import logging
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from urllib.request import getproxies

import numpy as np

from align.encode.parts import unit_rows
from align.errors import AlignError, InputError, UsageError
from align.text.surrogates import without_surrogates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_BATCH = 32
_SECONDS_TO_CONNECT = 5.0
_VALUES_A_TENSOR = 256
"""Values of each weight tensor that go into the signature."""


def load(argument: str = "") -> SentenceTransformersEncoder:
    """Load a model by folder or name.

    Raises UsageError without one, InputError if it cannot be loaded.
    """
    if not argument:
        raise UsageError("the encoder st needs a model", cure="write --encoder st:NAME or st:FOLDER")
    return SentenceTransformersEncoder(argument)


class SentenceTransformersEncoder:
    """Sentence vectors of the model's own width, on its own device, from one thread.

    Equal texts give vectors that are equal to about 1e-6: padding differs with the batch.
    """

    name = "st"

    def __init__(self, model: str) -> None:
        try:
            import sentence_transformers
            import torch
        except ImportError as error:
            raise AlignError("the encoder st needs sentence-transformers", cure="pip install 'taiyaku[st]'") from error
        self._torch: Any = torch
        self._model: Any = _open(sentence_transformers.SentenceTransformer, model)
        self._model.eval()
        title = Path(model).name if _is_path(model) else model
        self.signature = f"st-{title.replace('/', '-')}@{_content_hash(self._model)}"
        self.dim = int(self.encode([""]).shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit rows, float32[len(texts), dim]."""
        clean = [without_surrogates(text) for text in texts]
        if not clean:
            return np.empty((0, self.dim), dtype=np.float32)
        threads = self._torch.get_num_threads()
        self._torch.set_num_threads(1)
        try:
            rows = self._model.encode(clean, batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True)
        finally:
            self._torch.set_num_threads(threads)
        return unit_rows(rows)


def _open(make: Any, model: str) -> Any:  # noqa: ANN401  # the library has no types
    """Open a folder, or a name that was downloaded before; else download it. Raises InputError."""
    place = f"st:{model}"
    if _is_path(model):
        folder = Path(model).expanduser()
        if not folder.is_dir():
            raise InputError("no such folder", place=place, cure="give a model's folder or its name")
        model = str(folder)
    _be_quiet()
    try:
        return make(model, local_files_only=True)
    except Exception as error:
        if _is_path(model):
            raise InputError(f"not a model: {_first_line(error)}", place=place, cure="give a model's folder") from error
    cure = "give a model's folder, or go online once"
    if not _hub_answers():
        raise InputError("not on this machine, and the model hub does not answer", place=place, cure=cure)
    try:
        return make(model)
    except Exception as error:
        trouble = f"not on this machine, and it cannot be downloaded ({_first_line(error)})"
        raise InputError(trouble, place=place, cure=cure) from error


def _hub_answers() -> bool:
    """Return within seconds whether the hub can be reached; its own client tries for more than a minute."""
    import huggingface_hub

    if getproxies():
        return True
    address = urlsplit(huggingface_hub.constants.ENDPOINT)
    port = address.port or (80 if address.scheme == "http" else 443)
    try:
        with socket.create_connection((address.hostname or "", port), timeout=_SECONDS_TO_CONNECT):
            return True
    except OSError:
        return False


def _is_path(model: str) -> bool:
    return model.startswith((".", "~", os.sep)) or Path(model).is_dir()


def _be_quiet() -> None:
    """Keep the libraries' progress bars and retries off a user's terminal."""
    import huggingface_hub
    import transformers

    huggingface_hub.utils.logging.set_verbosity(logging.CRITICAL)
    transformers.utils.logging.disable_progress_bar()
    transformers.utils.logging.set_verbosity_error()


def _content_hash(model: Any) -> str:  # noqa: ANN401
    """8 hexadecimal digits over names, shapes and first values of all weights, and over the settings."""
    digest = hashlib.sha256(repr((model.max_seq_length, sorted(model.prompts.items()))).encode())
    for name, tensor in sorted(model.state_dict().items()):
        values = tensor.detach().flatten()[:_VALUES_A_TENSOR].float().cpu().numpy()
        digest.update(f"{name}{tuple(tensor.shape)}".encode())
        digest.update(values.tobytes())
    return digest.hexdigest()[:8]


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0] if lines else type(error).__name__)[:200]
