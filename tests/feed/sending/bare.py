"""A server of nothing but a socket, which answers every request with the same bytes, however wrong they are."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Bare:
    """heads: of the requests that came. answer: what each gets before its connection is closed, None for no answer."""

    def __init__(self, answer: bytes | None) -> None:
        self._answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(0.05)
        self._ending = threading.Event()
        self._open: list[socket.socket] = []
        self.heads: list[bytes] = []
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}/events"

    def stop(self) -> None:
        """Nobody is there from here on."""
        self._ending.set()
        if threading.current_thread() is not self._thread:
            self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while not self._ending.is_set():
            with suppress(TimeoutError):
                connection, _ = self._listener.accept()
                self._open.append(connection)
                self.heads.append(connection.recv(65536))
                if self._answer is not None:
                    with suppress(OSError):
                        connection.sendall(self._answer)
                    connection.close()
        for connection in self._open:
            connection.close()


@contextmanager
def bare(answer: bytes | None) -> Iterator[Bare]:
    server = Bare(answer)
    try:
        yield server
    finally:
        server.stop()
