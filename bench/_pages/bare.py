"""The yardstick: the same SQL without Hearback, fetched to the last row through psycopg by so many clients.

Reads one pickled dictionary from standard input, writes one to standard output.
"""

from __future__ import annotations

import pickle
import sys
from threading import Thread
from time import perf_counter

import psycopg


def ask(address: str, pages: list[list[str]], seconds: float, times: list[float]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        cursor = connection.cursor()
        ends = perf_counter() + seconds
        turn = 0
        while (begun := perf_counter()) < ends:
            for statement in pages[turn % len(pages)]:
                cursor.execute(statement)
                if cursor.description:
                    cursor.fetchall()
            times.append(perf_counter() - begun)
            turn += 1


def replay(address: str, clients: int, seconds: float, pages: list[list[str]]) -> list[float]:
    """Every client has pages of its own, so that none waits for another's lock."""
    times: list[list[float]] = [[] for _ in range(clients)]
    threads = [
        Thread(target=ask, args=(address, pages[n::clients] or pages, seconds, times[n])) for n in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for some in times for one in some]


if __name__ == "__main__":
    pickle.dump(replay(**pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
