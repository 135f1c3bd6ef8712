"""What the tests of the checks share."""

import pytest

from align.check import CheckConfig, check_alignment
from align.exchange.bilingual import from_rows

LIGHT = CheckConfig(encoder="")


@pytest.fixture
def said():
    """A function: two texts -> (check, severity, message, words marked in the source, in the target) a finding."""

    def findings(source, target, config=LIGHT):
        return [
            (
                item.check,
                item.severity,
                item.message,
                [source[slice(*span)] for span in item.source_spans],
                [target[slice(*span)] for span in item.target_spans],
            )
            for item in check_alignment(from_rows([("1", source, target)]), config)
        ]

    return findings
