"""How fast each page and verb answers, over HTTP, from the server as it runs in production.

bin/bench pages [--size 100000] [--only NAME]… [--seconds 4] [--json FILE] [--keep DIR] [--port 8107]
Builds the company once and keeps it (in .data/bench-SIZE, or DIR). bench/README.md says what is measured and how.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from bench._pages import report, serving


def main() -> None:
    parser = argparse.ArgumentParser(prog="bin/bench pages", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="applications (default 100000)")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="measure this alone; may be repeated"
    )
    parser.add_argument("--seconds", type=float, default=4.0, help="for each measure (default 4)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the same figures here")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where the company is kept (default .data/bench-SIZE)")
    parser.add_argument("--port", type=int, default=8107)
    options = parser.parse_args()
    data = (options.keep or Path(f".data/bench-{options.size}")).resolve()
    with serving.company(data, options.size, port=options.port, say=say) as house:
        from bench._pages import measures, measuring  # these need Django

        chosen = [one for one in measures.ALL if not options.only or one.name in options.only]
        if len(chosen) < len(options.only):
            sys.exit("There are: " + ", ".join(one.name for one in measures.ALL))
        figures = measuring.run(house, chosen, seconds=options.seconds, say=say)
    other = Path(f".data/bench-{100_000 if options.size != 100_000 else 1_000_000}/last.json")
    print(report.table(figures, besides=json.loads(other.read_text()) if other.exists() else None))
    if not options.only:
        (data / "last.json").write_text(json.dumps(figures, indent=1))
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[1])
    main()
