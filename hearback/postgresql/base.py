from __future__ import annotations

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations


class WordingOnce(DatabaseOperations):
    compiler_module = "hearback.postgresql.compiler"


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = WordingOnce
