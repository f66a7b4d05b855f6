"""The visitors: raw sockets, kept open, sending requests that were written beforehand. Runs as a process of its own so
that it takes little of the machine and nothing of the server's interpreter.

Reads one pickled dictionary from standard input, writes one to standard output.
"""

from __future__ import annotations

import pickle
import select
import socket
import sys
from time import perf_counter
from typing import Any

BUFFER = bytearray(1 << 18)


class Visitor:
    """One connection, one request at a time."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connect()

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, number: int, request: bytes) -> None:
        self.number, self.head, self.missing, self.status, self.received = number, b"", -1, 0, 0
        self.body: list[bytes] = []
        self.begun = perf_counter()
        self.socket.sendall(request)

    def receive(self, keep: bool) -> bool:
        """Take what has come; True when the answer is complete."""
        count = self.socket.recv_into(BUFFER)
        if count == 0:
            raise ConnectionError("The server hung up in the middle of an answer.")
        self.received += count
        if self.missing < 0:
            self.head += bytes(BUFFER[:count])
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return False
            count = len(self.head) - end - 4
            body, self.head = self.head[end + 4 :], self.head[:end]
            self.status = int(self.head[9:12])
            self.missing = self._length()
        else:
            body = bytes(BUFFER[:count]) if keep else b""
        if keep:
            self.body.append(body)
        self.missing -= count
        return self.missing <= 0

    def _length(self) -> int:
        head = self.head.lower()
        at = head.find(b"content-length:")
        return int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def visit(port: int, clients: int, seconds: float, requests: list[bytes], once: bool, keep: bool) -> dict[str, Any]:
    """Go round the requests until the time is over (with `once`, at the latest when all have been sent)."""
    poll = select.epoll()
    visitors = {}
    for _ in range(clients):
        visitor = Visitor(port)
        visitors[visitor.socket.fileno()] = visitor
        poll.register(visitor.socket.fileno(), select.EPOLLIN)
    times: list[float] = []
    answers: list[tuple[int, int]] = []
    bodies: dict[int, bytes] = {}
    sent, received, waiting = 0, 0, 0
    begun = perf_counter()
    ends = begun + seconds

    def next_one(visitor: Visitor) -> bool:
        nonlocal sent
        if perf_counter() > ends or (once and sent >= len(requests)):
            return False
        visitor.send(sent, requests[sent % len(requests)])
        sent += 1
        return True

    for visitor in visitors.values():
        waiting += next_one(visitor)
    while waiting:
        for handle, _ in poll.poll(60):
            visitor = visitors[handle]
            if not visitor.receive(keep):
                continue
            times.append(perf_counter() - visitor.begun)
            answers.append((visitor.number, visitor.status))
            received += visitor.received
            if keep:
                bodies[visitor.number] = b"".join(visitor.body)
            waiting -= not next_one(visitor)
    return {
        "times": times,
        "answers": answers,
        "bodies": bodies,
        "bytes": received,
        "seconds": perf_counter() - begun,
    }


if __name__ == "__main__":
    pickle.dump(visit(**pickle.load(sys.stdin.buffer)), sys.stdout.buffer)
