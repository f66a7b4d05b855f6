from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import Model


def insert(
    model: type[Model], given: dict[str, str], rest: str, parameters: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """INSERT INTO a model's table, an SQL expression for each column given; whatever else it has gets its usual value,
    so that a column added later does not have to be known here."""
    columns, values, filled = [], [], dict(parameters)
    for field in model._meta.concrete_fields:
        column = field.column
        if column in given:
            value = given[column]
        elif field.primary_key or field.null:
            continue
        else:
            filled[f"usual_{column}"] = field.get_db_prep_save(field.get_default(), connection)
            value = f"%(usual_{column})s"
        columns.append(f'"{column}"')
        values.append(value)
    unknown = set(given) - {field.column for field in model._meta.concrete_fields}
    assert not unknown, f"{model.__name__} has no {unknown}"
    return f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} {rest}", filled
