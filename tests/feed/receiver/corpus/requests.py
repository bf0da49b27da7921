"""Bad and odd requests, as bytes on the wire, each with what DESIGN.md's table has the receiver answer.

Each is written with the number of an event that the session does not have yet, so that any of them may be sent again.
"""

import gzip
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.capture.events import event, payload

CUT = 0
"""In place of a status: the connection is closed without an answer."""

LIMIT = 300_000
"""Bytes of a body that the corpus's receiver takes."""

Wire = Callable[[int], bytes]


@dataclass(frozen=True)
class Case:
    """name: what is odd. wire: the bytes for an event's number. statuses: of the answers, in their order; CUT for none.
    says: stands in the last answer. half_closed: the sender says that it sends no more.
    """

    name: str
    wire: Wire
    statuses: tuple[int, ...]
    says: bytes = b""
    half_closed: bool = True


def request(method: str, target: str, body: bytes = b"", *headers: str, host: str = "localhost") -> bytes:
    """A request with a length."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def post(body: bytes, *headers: str) -> bytes:
    """A request with a body, as most senders make it."""
    return request("POST", "/events", body, *headers)


def head(*headers: str, version: str = "HTTP/1.1") -> bytes:
    """A head with just these headers."""
    return "\r\n".join([f"POST /events {version}", "Host: localhost", *headers, "", ""]).encode("latin-1")


def chunks(body: bytes, size: int = 50, extension: bytes = b"") -> bytes:
    """A body in chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces) + b"0\r\n\r\n"


CHUNKED = head("Transfer-Encoding: chunked")


def _body(name: str, body: Callable[[int], bytes] | bytes, status: int, *headers: str, says: bytes = b"") -> Case:
    def wire(number: int) -> bytes:
        return post(body if isinstance(body, bytes) else body(number), *headers)

    return Case(name, wire, (status,), says)


def _wire(name: str, wire: bytes, *statuses: int, half_closed: bool = True) -> Case:
    return Case(name, lambda _: wire, statuses, half_closed=half_closed)


def _form(number: int) -> bytes:
    return urlencode({"payload": payload(number)}).encode()


def _own_fields(number: int) -> bytes:
    return urlencode(event(number)).encode()


def _with(property_: bytes) -> Callable[[int], bytes]:
    return lambda number: payload(number)[:-1] + b", " + property_ + b"}"


_H2C = ("Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AAEAAEAAAAIAAAAA", "Upgrade: h2c")
_WEBSOCKET = ("Connection: Upgrade", "Upgrade: websocket")
_FORM = "Content-Type: application/x-www-form-urlencoded"
_GZIP = "Content-Encoding: gzip"
_MULTIPART = b'--b\r\nContent-Disposition: form-data; name="payload"\r\n\r\n{}\r\n--b--\r\n'

TAKEN: Sequence[Case] = [
    _body("as it should be", payload, 200, "Content-Type: application/json"),
    _body("no Content-Type", payload, 200),
    _body("a wrong Content-Type", payload, 200, "Content-Type: text/xml; charset=ebcdic"),
    _body("two Content-Types", payload, 200, "Content-Type: text/plain", "Content-Type: image/png"),
    _body("an empty Content-Type", payload, 200, "Content-Type:"),
    _body("JSON said to be a form, as curl -d does", payload, 200, _FORM),
    _body("a form with payload", _form, 200, _FORM),
    _body("a form with payload of no said type", _form, 200),
    _body("a form of the event's own fields", _own_fields, 200, _FORM),
    _body("a byte order mark", lambda number: b"\xef\xbb\xbf" + payload(number), 200),
    _body("white space around it", lambda number: b"\r\n\t " + payload(number) + b" \n", 200),
    _body("gzip", lambda number: gzip.compress(payload(number)), 200, _GZIP),
    _body("gzip that nobody announced", lambda number: gzip.compress(payload(number)), 200),
    _body("gzip in two members", lambda n: gzip.compress(payload(n)[:40]) + gzip.compress(payload(n)[40:]), 200, _GZIP),
    _body("gzip of a byte order mark", lambda n: gzip.compress(b"\xef\xbb\xbf" + payload(n)), 200, _GZIP),
    _body("plain, announced as gzip", payload, 200, _GZIP),
    _body("lines", lambda number: payload(number) + b"\n" + payload(number + 1), 200, says=b'"accepted": 2'),
    _body("lines with bad ones", lambda n: payload(n) + b"\n{no\n\n7\n", 200, says=b'"rejected": 2'),
    _body("an array with bad ones", lambda n: b"[" + payload(n) + b",{},null,[]]", 200, says=b'"rejected": 3'),
    _body("a number of 400 digits", _with(b'"N": ' + b"9" * 400), 200),
    _body("a number of 100,000 digits", _with(b'"N": ' + b"9" * 100_000), 200),
    _body("an immense exponent", _with(b'"N": 1e999999'), 200),
    _body("half of a surrogate pair", _with(rb'"N": "\ud83d", "\udc00": 1'), 200),
    _body("a zero in a text", _with(rb'"N": "\u0000"'), 200),
    _body("a name twice", _with(b'"Username": "a", "Username": "b"'), 200),
    _body("names without a name", _with(b'"": {"": [""]}'), 200),
    _body("150 levels", _with(b'"N": ' + b"[" * 150 + b"]" * 150), 200),
    Case("chunks", lambda number: CHUNKED + chunks(payload(number)), (200,)),
    Case("chunks of a byte", lambda number: CHUNKED + chunks(payload(number), 1), (200,)),
    Case("chunks with extensions", lambda number: CHUNKED + chunks(payload(number), 50, b';a="b"'), (200,)),
    Case("a trailer", lambda number: CHUNKED + chunks(payload(number))[:-2] + b"X-Sum: 1\r\n\r\n", (200,)),
    Case("HTTP/1.0", lambda n: head(f"Content-Length: {len(payload(n))}", version="HTTP/1.0") + payload(n), (200,)),
    Case("many answers at once", lambda number: post(payload(number)) * 3, (200, 200, 200), b'"duplicates": 1'),
    Case("good, bad, good", lambda n: post(payload(n)) + post(b"no") + post(payload(n)), (200, 400, 200)),
    Case("an empty line before and behind", lambda n: b"\r\n" + post(payload(n)) + b"\r\n" + post(b"[]"), (200, 422)),
    Case("a line folded as of old is none", lambda n: post(payload(n), "X-A: b"), (200,)),
    Case("Connection: close", lambda number: post(payload(number), "Connection: close"), (200,)),
    Case("the whole URL as the target", lambda n: request("POST", "http://localhost/events", payload(n)), (200,)),
    Case("a percent in the path", lambda number: request("POST", "/%65vents", payload(number)), (200,)),
    Case("odd header values", lambda number: post(payload(number), "X-A: \xff\xfe", "X-B:", "X-C: \t "), (200,)),
    Case("199 headers", lambda number: post(payload(number), *[f"X-{at}: a" for at in range(197)]), (200,)),
    Case(
        "an offer to speak HTTP/2, as Java makes it", lambda n: post(payload(n), *_H2C) + post(payload(n)), (200, 200)
    ),
    Case("that offer and chunks", lambda n: head("Transfer-Encoding: chunked", *_H2C) + chunks(payload(n)), (200,)),
    Case("an upgrade to a WebSocket with a body", lambda n: post(payload(n), *_WEBSOCKET), (200,)),
]

REFUSED: Sequence[Case] = [
    _body("nothing", b"", 422),
    _body("white space", b" \r\n\t\n", 422),
    _body("an empty array", b"[ ]", 422),
    _body("an empty object", b"{}", 422, says=b"/Category"),
    _body("null", b"null", 422),
    _body("a number", b"-0.5e-3", 422),
    _body("a text", b'"{}"', 422),
    _body("an array in an array", b"[[]]", 422, says=b'"/0"'),
    _body("5,000 empty objects", b"[" + b"{}," * 5000 + b"{}]", 422),
    _body("lines of which none is an event", b"{}\n{}\n", 422),
    _body(
        "a number of 400 digits for a code",
        b'{"Id":"1","CreationDateUtc":"20261122090000","Category":1,"Code":' + b"9" * 400 + b"}",
        422,
        says=b"/Code",
    ),
    _body("words", b"nonsense", 400, says=b"line 1"),
    _body("half of an object", b'{"Id": ', 400),
    _body("two values", b"1 2", 400),
    _body("a comma too many", b"[1,]", 400),
    _body("NaN", b'{"a": NaN}', 400, says=b"NaN"),
    _body("Infinity", b"[-Infinity]", 400),
    _body("UTF-16", '{"Id": 1}'.encode("utf-16"), 400, says=b"UTF-16"),
    _body("UTF-16 without its mark", '{"Id": 1}'.encode("utf-16-le"), 400),
    _body("broken UTF-8", b'{"a": "\xc3\x28"}', 400, says=b"UTF-8"),
    _body("a surrogate in UTF-8", b'{"a": "\xed\xa0\x80"}', 400),
    _body("zeros", bytes(1000), 400),
    _body("100,000 levels", b"[" * 100_000 + b"]" * 100_000, 400, says=b"deep"),
    _body("100,000 levels without an end", b'{"a":' * 50_000, 400),
    _body("a form of nothing", b"&&=", 422, _FORM),
    _body("a form whose payload is none", b"payload=%7Bno", 400, _FORM),
    _body("several parts", _MULTIPART, 400, "Content-Type: multipart/form-data; boundary=b"),
    _body("XML", b"<event/>", 400),
    _body("damaged gzip", gzip.compress(payload(1))[:-9] + b"x" * 9, 400, _GZIP, says=b"gzip"),
    _body("gzip without its end", gzip.compress(payload(1))[:-6], 400, _GZIP, says=b"gzip"),
    _body("gzip with something behind", gzip.compress(payload(1)) + b"more", 400, _GZIP),
    _body("deflate", zlib.compress(payload(1)), 400, "Content-Encoding: deflate", says=b"deflate"),
    _body("a gzip bomb", gzip.compress(bytes(50_000_000)), 413),
    _body("one byte over the limit", b" " * (LIMIT + 1), 413),
    _body("far over the limit", b"x" * (30 * LIMIT), 413),
    Case("chunks over the limit", lambda _: CHUNKED + chunks(b"x" * 3 * LIMIT, 9000), (413,)),
    Case("too much, asked for before", lambda _: head(f"Content-Length: {LIMIT + 1}", "Expect: 100-continue"), (413,)),
]

ELSEWHERE: Sequence[Case] = [
    _wire("a look", request("GET", "/events"), 200),
    _wire("a look by HTTP/0.9", b"GET /events\r\n\r\n", 200),
    _wire("a challenge", request("GET", "/events?challenge=%3Cb%3E"), 200),
    _wire("only the head", request("HEAD", "/events"), 200),
    _wire("what may be done", request("OPTIONS", "/events", b"", "WebHook-Request-Origin: a.example"), 200),
    _wire("health", request("GET", "/health"), 200),
    _wire("PUT", request("PUT", "/events", b"{}"), 405),
    _wire("CONNECT", b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    _wire("an offer to speak HTTP/2 without a body", request("GET", "/events", b"", *_H2C), 200),
    _wire("DELETE of health", request("DELETE", "/health"), 405),
    _wire("OPTIONS of everything", b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n", 404),
    _wire("another path", request("POST", "/event", b"{}"), 404),
    _wire("the path and a slash", request("POST", "/events/", b"{}"), 404),
    _wire("up and down", request("POST", "/x/../events", b"{}"), 404),
    _wire("a look at the feed without a WebSocket", request("GET", "/feed"), 426),
    _wire("another Host", request("POST", "/events", b"{}", host="example.com"), 403),
    _wire("another page's Origin", post(b"{}", "Origin: https://evil.example"), 403),
    _wire("a tunnel", post(b"{}", "X-Forwarded-For: 203.0.113.9"), 403),
    _wire("a proxy", post(b"{}", "Forwarded: for=203.0.113.9"), 403),
    _wire("another Host and what it would have sent", request("GET", "/health", host="example.com"), 403),
    _wire("201 headers", post(b"{}", *[f"X-{at}: a" for at in range(199)]), 431),
]

BROKEN: Sequence[Case] = [
    _wire("nothing at all", b"", CUT),
    _wire("words on the wire", b"hello\r\n\r\n", 400),
    _wire("zeros on the wire", bytes(500), 400),
    _wire("a handshake of TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    _wire("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    _wire("HTTP/7.3", b"GET /events HTTP/7.3\r\nHost: localhost\r\n\r\n", 400),
    _wire("a length that is none", head("Content-Length: x") + b"{}", 400),
    _wire("a length below nothing", head("Content-Length: -5") + b"{}", 400),
    _wire("a length of 30 digits", head("Content-Length: " + "9" * 30) + b"{}", 400),
    _wire("two lengths", head("Content-Length: 2", "Content-Length: 3") + b"{}x", 400),
    _wire("a length and chunks", head("Content-Length: 2", "Transfer-Encoding: chunked") + chunks(b"{}"), 400),
    _wire("chunked twice over", head("Transfer-Encoding: chunked, identity") + chunks(b"{}"), 400),
    _wire("a chunk's size that is none", CHUNKED + b"zz\r\n{}", 400),
    _wire("a chunk's size of 30 digits", CHUNKED + b"f" * 30 + b"\r\n{}", 400),
    _wire("a chunk longer than its size", CHUNKED + b"1\r\n{}\r\n0\r\n\r\n", 400),
    _wire("a zero in a header", head("X-A: a\0b", "Content-Length: 2") + b"{}", 400),
    _wire("a space in a header's name", head("X A: b", "Content-Length: 2") + b"{}", 400),
    _wire("a header without a colon", head("X-A", "Content-Length: 2") + b"{}", 400),
    _wire("bytes beyond ASCII in the target", b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
    _wire("a head of 70,000 bytes", head("X-A: " + "a" * 70_000, "Content-Length: 2") + b"{}", 431),
    _wire("a head without an end", head("X-A: " + "a" * 400_000)[:-2], 431, half_closed=False),
    _wire("a target of 400,000 bytes", b"GET /" + b"a" * 400_000, 431, half_closed=False),
    _wire("an extension without an end", CHUNKED + b"1;" + b"a" * 400_000, 431, half_closed=False),
    _wire("a trailer without an end", CHUNKED + b"0\r\nX-A: " + b"a" * 400_000, 431, half_closed=False),
    _wire("empty lines without an end", b"\r\n" * 200_000, 431, half_closed=False),
    _wire("less than was announced", head("Content-Length: 500") + b'{"Id"', CUT),
    _wire("a chunk less than was announced", CHUNKED + b"ff\r\n{}", CUT),
    _wire("half of a head", b"POST /events HTTP/1.1\r\nHost: lo", CUT),
    Case("good, then broken", lambda number: post(payload(number)) + b"\0\0\0 no HTTP\r\n\r\n", (200,)),
]

CASES = [*TAKEN, *REFUSED, *ELSEWHERE, *BROKEN]
