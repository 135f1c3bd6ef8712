"""What the tests of the checks share."""

import pytest

from align.check import CheckConfig, possible_findings
from align.check.context import Context
from align.check.view import views_of
from align.exchange.bilingual import from_rows

LIGHT = CheckConfig(encoder="")


@pytest.fixture
def said():
    """A function: two texts (and their languages) -> one row a finding.

    A row is (check, severity, message, words marked in the source, in the target).
    The findings are those of the checks themselves, before a probability lowers their severity.
    """

    def findings(source, target, config=LIGHT, langs=("ja", "en")):
        return [
            (
                item.check,
                item.severity,
                item.message,
                [source[slice(*span)] for span in item.source_spans],
                [target[slice(*span)] for span in item.target_spans],
            )
            for item in possible_findings([views_of(from_rows([("1", source, target)], *langs))], Context(config))[0]
        ]

    return findings
