import pytest

from align.encode import load_encoder


@pytest.fixture(scope="module")
def encoder():
    return load_encoder("use")
