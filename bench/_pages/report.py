"""The figures as a table to read."""

from __future__ import annotations

from typing import Any

HEADS = (
    "",
    "aim/s",
    "/s",
    "p50",
    "p95",
    "p99",
    "p50 of 8",
    "p95 of 8",
    "p99 of 8",
    "web",
    "sql",
    "queries",
    "kB",
    "SQL/s",
    "× one",
    "× eight",
)


def table(figures: dict[str, Any], besides: dict[str, Any] | None) -> str:
    """One line a page or verb: requests a second with eight clients, milliseconds, and how often the yardsticks fit in.

    `besides` are the figures of another size: then cost at the larger is divided by cost at the smaller.
    """
    lines = [_line(row) for row in figures["rows"]]
    widths = [max(len(line[n]) for line in [HEADS, *lines]) for n in range(len(HEADS))]
    machine, memory = figures["machine"], figures["memory"]
    text = [
        f"{figures['size']:,} applications; {machine['cores']} cores, the visitors on them too; load before "
        f"{machine['load'][0]:.1f}; Python {machine['python']}",
        "",
        *(_set(line, widths) for line in [HEADS, *lines]),
        "",
        "/s and “of 8”: eight clients; p50, p95, p99: milliseconds with one. SQL/s: the same SQL run bare by eight.",
        "web, sql: milliseconds of processor time that a page costs the web and PostgreSQL.",
        "×: a page’s time, divided by that of its bare SQL plus that of an empty page; the aim is 3 at most.",
        f"Memory: {', '.join(f'{name} {size:.0f} MB' for name, size in memory.items())}; "
        f"together {sum(memory.values()):.0f} MB",
    ]
    lost = [row for row in figures["rows"] if "lost" in row]
    text += [
        f"{row['name']}: {row['sent']} sent and accepted, {row['lost']} lost, {_refused(row)} refused" for row in lost
    ]
    return "\n".join([*text, *_growth(figures, besides)])


def _set(line: tuple[str, ...], widths: list[int]) -> str:
    name, *cells = line
    return "  ".join(
        [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))]
    )


def _line(row: dict[str, Any]) -> tuple[str, ...]:
    one, eight = row["one"], row["eight"]
    return (
        row["name"],
        f"{row['aim']}" if row["aim"] else "",
        f"{eight['rate']:.0f}",
        *(f"{one[share]:.1f}" for share in ("p50", "p95", "p99")),
        *(f"{eight[share]:.1f}" for share in ("p50", "p95", "p99")),
        *(f"{eight['cpu'][part]:.1f}" for part in ("web", "sql")),
        f"{row['queries']:.1f}",
        f"{one['kB']:.0f}",
        f"{row['bare']['rate']:.0f}" if "bare" in row else "",
        f"{row['times']:.1f}" if "times" in row else "",
        f"{row['times_of_eight']:.1f}" if "times_of_eight" in row else "",
    )


def _refused(row: dict[str, Any]) -> int:
    return int(row["one"]["refused"] + row["eight"]["refused"])


def _growth(figures: dict[str, Any], besides: dict[str, Any] | None) -> list[str]:
    if besides is None:
        return []
    small, large = sorted((figures, besides), key=lambda one: one["size"])
    before = {row["name"]: row for row in small["rows"]}
    pairs = [(row, before[row["name"]]) for row in large["rows"] if row["name"] in before]
    ratios = [f"{row['name']} {was['eight']['rate'] / row['eight']['rate']:.2f}" for row, was in pairs]
    return ["", f"Cost at {large['size']:,} ÷ cost at {small['size']:,} (aim: 1.3): " + ", ".join(ratios)]
