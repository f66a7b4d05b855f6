"""Full text search with words that are folded already: PostgreSQL only compares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Expression, F, Func, TextField, Value


class Holds(Func):
    """`vector @@ query`, for `filter()`. The query is written by `finding.rules`."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()
    conditional = True

    def __init__(self, vector: str, query: str, **extra: Any) -> None:
        super().__init__(F(vector), Value(query, output_field=TextField()), **extra)


class Among(Func):
    """`column = ANY (array)`: one of many, sent as one value however many they are."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY ("
    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str | Expression, many: Sequence[object], **extra: Any) -> None:
        kind = TextField() if many and isinstance(many[0], str) else BigIntegerField()
        value = Value(list(many), output_field=ArrayField(kind))
        super().__init__(F(column) if isinstance(column, str) else column, value, **extra)
