"""Words each kind of SELECT once. Wording one, with its columns and joins, takes Django several times as long as asking
it, and pages ask the same few hundred with other numbers in them.

What does not depend on the values is kept: columns, joins, order. The WHERE is worded anew every time, and what is not
surely of the plain kind (annotations, unions, extra) goes Django's own way. With `checking`, everything is worded twice
and compared: so the tests run.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.backends.postgresql import compiler as django
from django.db.models.expressions import Col, Value
from django.db.models.sql.query import Query

SQLAggregateCompiler = django.SQLAggregateCompiler
SQLDeleteCompiler = django.SQLDeleteCompiler
SQLInsertCompiler = django.SQLInsertCompiler
SQLUpdateCompiler = django.SQLUpdateCompiler

MOST = 5000
checking = False
_kept: dict[Hashable, Wording] = {}


class Wording:
    """A SELECT but for its WHERE, and what Django wants to know to read the answer."""

    FACTS = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select", "_meta_ordering")

    def __init__(self, compiler: SQLCompiler, before: str, after: str, first: tuple[Any, ...]) -> None:
        self.facts = {name: getattr(compiler, name) for name in self.FACTS}
        self.before, self.after, self.first = before, after, first
        self.converters = django.SQLCompiler.get_converters(compiler, [column for column, _, _ in compiler.select])


class SQLCompiler(django.SQLCompiler):
    wording: Wording | None = None

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, tuple[Any, ...]]:
        shape = None if self.query.select_for_update and self.connection.get_autocommit() else shape_of(self.query)
        if shape is None:
            return super().as_sql(with_limits, with_col_aliases)
        try:
            where, values = self.compile(self.query.where)
        except FullResultSet:
            where, values = "", []
        except EmptyResultSet:
            return super().as_sql(with_limits, with_col_aliases)
        key = (*shape, bool(where), with_limits, with_col_aliases)
        wording = _kept.get(key)
        if wording is None or checking:
            sql, params = super().as_sql(with_limits, with_col_aliases)
            if wording is not None:
                assert _same((sql, params), _said(wording, where, values)), (
                    f"{sql}\nwas worded {_said(wording, where, values)}"
                )
            before, _, after = sql.partition(f" WHERE {where}") if where else (sql, "", "")
            first = params[: len(params) - len(values)]
            made = Wording(self, before, after, first)
            if not _same(_said(made, where, values), (sql, params)):
                return sql, params  # something else than the WHERE has values of its own
            if len(_kept) >= MOST:
                _kept.clear()
            wording = _kept[key] = made
        for name, fact in wording.facts.items():
            setattr(self, name, fact)
        self.wording = wording
        return _said(wording, where, values)

    def get_converters(self, expressions: Any) -> Any:
        if self.wording is not None and len(expressions) == len(self.wording.facts["select"]):
            return self.wording.converters
        return super().get_converters(expressions)


def _said(wording: Wording, where: str, values: Any) -> tuple[str, tuple[Any, ...]]:
    middle = f" WHERE {where}" if where else ""
    return f"{wording.before}{middle}{wording.after}", (*wording.first, *values)


def _same(one: tuple[str, tuple[Any, ...]], other: tuple[str, tuple[Any, ...]]) -> bool:
    """Two wrappers of one JSON value are not equal by themselves."""
    plain = [(sql, [getattr(value, "obj", value) for value in values]) for sql, values in (one, other)]
    return plain[0] == plain[1]


def shape_of(query: Any) -> tuple[Hashable, ...] | None:
    """Everything about a query that its wording depends on, its values apart; None when it is not of the plain kind."""
    if type(query) is not Query or query.combinator or query.extra or query.extra_tables or query.extra_order_by:
        return None
    if query.group_by is not None or query.explain_info or query._filtered_relations or query.extra_order_by:
        return None
    if not all(type(column) is Col for column in query.select) or not all(type(one) is str for one in query.order_by):
        return None
    if not all(type(one) is Value and type(one.value) is int for one in query.annotations.values()):
        return None
    return (
        query.model,
        tuple((column.alias, column.target, column.output_field) for column in query.select),
        tuple((alias, query.alias_refcount[alias] > 0, _join(join)) for alias, join in query.alias_map.items()),
        tuple(query.table_map),
        tuple(query.external_aliases.items()),
        tuple((alias, one.value) for alias, one in query.annotations.items()),
        None if query.annotation_select_mask is None else tuple(query.annotation_select_mask),
        _frozen(query.select_related),
        (frozenset(query.deferred_loading[0]), query.deferred_loading[1]),
        query.default_cols,
        tuple(query.values_select),
        tuple(query.selected.items()) if query.selected else query.selected is None,
        (query.default_ordering, query.standard_ordering, query.order_by),
        (query.distinct, query.distinct_fields, query.low_mark, query.high_mark, query.subquery, query.alias_cols),
        (query.select_for_update, query.select_for_update_nowait, query.select_for_update_skip_locked),
        (query.select_for_update_of, query.select_for_no_key_update),
    )


def _join(join: Any) -> Hashable:
    parent = join.parent_alias
    return join.table_name if parent is None else (join.table_name, parent, join.join_type, join.join_field)


def _frozen(tree: Any) -> Hashable:
    return tuple((name, _frozen(branch)) for name, branch in tree.items()) if isinstance(tree, dict) else tree
