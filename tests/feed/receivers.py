"""A receiver that answers as a test wants, to see what senders make of it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Scripted(ThreadingHTTPServer):
    """answers: (status, headers) for each request in turn, then 200 for all. bodies: what came, in order."""

    daemon_threads = False

    def __init__(self, *answers: tuple[int, dict[str, str]], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.answers = list(answers)
        self.bodies: list[bytes] = []
        self.came = threading.Semaphore(0)
        self._connections: list[socket.socket] = []

    def get_request(self) -> tuple[socket.socket, object]:
        connection, peer = super().get_request()
        self._connections.append(connection)
        return connection, peer

    def cut(self) -> None:
        """Ends the connections that senders keep."""
        for connection in self._connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/events"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Scripted

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, headers = self.server.answers.pop(0) if self.server.answers else (200, {})
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.bodies.append(body)
        self.server.came.release()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def answering(*answers: tuple[int, dict[str, str]], port: int = 0) -> Iterator[Scripted]:
    server = Scripted(*answers, port=port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.cut()
        server.server_close()
