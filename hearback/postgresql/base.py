from __future__ import annotations

import select

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations


class WordingOnce(DatabaseOperations):
    compiler_module = "hearback.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = WordingOnce

    def is_usable(self) -> bool:
        """Whether the server is still there, asked before each request without a word to it: it never speaks first, so
        where there is something to read, it has hung up."""
        if self.connection is None or self.connection.closed:
            return False
        line = select.poll()
        line.register(self.connection.pgconn.socket, select.POLLIN)
        return not line.poll(0)
