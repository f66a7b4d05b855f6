"""Files that hold rows, whatever they are called and however they were saved: rows of text come out. Pure.

`open_file` looks at what is in a file and gives its `Part`s: a table or a list of documents each, with a heading and
rows. A row is `(line, cells)`, or a `Trouble` where it can't be read.
"""

from hearback.exchange.reading.opening import open_file
from hearback.exchange.reading.shapes import Document, Part, Row, Trouble

__all__ = ["Document", "Part", "Row", "Trouble", "open_file"]
