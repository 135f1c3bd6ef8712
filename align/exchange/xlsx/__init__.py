"""XLSX for reviewing: a summary sheet, and a sheet a pair with verdicts and comments.

Reading order: layout.py (columns and cells of a row), writer.py (the workbook), reader.py (sheets,
read back).
"""

from align.exchange.xlsx.reader import read_bilingual, read_reviewed
from align.exchange.xlsx.writer import write

__all__ = ["read_bilingual", "read_reviewed", "write"]
