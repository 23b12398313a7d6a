"""A part of the graph -> files.

To add a format, write a function beside the others and add it to `FORMATS`.
"""

from kg.export.formats import FORMATS, STREAMED, format_of
from kg.export.write import write
from kg.export.written import Written

__all__ = ["FORMATS", "STREAMED", "Written", "format_of", "write"]
