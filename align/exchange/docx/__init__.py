"""DOCX for reviewing: a table a pair, verdicts to choose, findings as Word comments.

Reading order: parts.py (styles and other fixed parts), table.py (a pair's table), writer.py (the
package), reader.py (an edited document, read back).
"""

from align.exchange.docx.reader import read_reviewed
from align.exchange.docx.writer import write

__all__ = ["read_reviewed", "write"]
