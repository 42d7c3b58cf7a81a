"""What no client sends, to all five sockets of a kernel, from a seed."""

import json
import random
import socket
import struct

import zmq
from jupyter_client.session import Session

GREETING = b"\xff" + b"\0" * 8 + b"\x7f\x03\x00NULL" + b"\0" * 16 + b"\0" + b"\0" * 31
READY = b"\x04\x19\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER"
TYPES = """execute_request complete_request inspect_request is_complete_request history_request
 comm_info_request kernel_info_request debug_request input_reply interrupt_reply foo_request __proto__
 toString_request comm_open""".split() + ["", "x" * 1000]
FIELDS = """code cursor_pos detail_level silent store_history user_expressions stop_on_error allow_stdin
 hist_access_type n pattern output raw session start stop restart value""".split()
ODD = [None, True, 5, -1, 2**60, 1.5, "", "x", "\ud83c", "\0", [], {}, [[]], {"a": 1}, "1+1", "(" * 50]
PARTS = [b"", b"null", b"5", b'"x"', b"[]", b"{}", b"\xff\xfe", b"<IDS|MSG>", b"[" * 100_000]


class Garbage:
    def __init__(self, seed, connection):
        self.random = random.Random(seed)
        self.key = connection["key"]
        self.context = zmq.Context()
        channels = ("shell", "control", "stdin", "iopub", "hb")
        self.ports = {name: connection[f"{name}_port"] for name in channels}

    def send(self, count):
        for port in self.ports.values():
            for data in self.strings():
                self.send_bytes(port, data)
        sockets = {name: self.connect(zmq.DEALER, name) for name in ("shell", "control", "stdin", "hb")}
        listener = self.connect(zmq.XSUB, "iopub")
        for _ in range(count):
            name = self.random.choice(list(sockets))
            frames = self.frames() if name != "hb" else [b"", b"ping"]
            sockets[name].send_multipart(self.spoil(frames) if self.random.random() < 0.5 else frames)
            listener.send(self.random.randbytes(10))
        for one in sockets.values():
            for frames in self.whole():
                one.send_multipart(frames)
        self.context.destroy(linger=2000)

    def strings(self):
        """What other programs write to a port."""
        bytes_of = self.random.randbytes
        for length in (1, 10, 64, 1000, 100_000):
            yield bytes_of(length)
        yield b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for _ in range(5):
            yield GREETING[: self.random.randrange(len(GREETING))]
        yield GREETING + bytes_of(100)
        yield GREETING + READY + bytes_of(100)
        for length in (2**63 - 1, 2**40, 2**31, 10**9):
            yield GREETING + READY + b"\x02" + struct.pack(">Q", length) + b"x" * 100

    def send_bytes(self, port, data):
        with socket.create_connection(("127.0.0.1", port), timeout=5) as one:
            try:
                one.sendall(data)
            except OSError:
                pass  # cut off, as it should be

    def connect(self, kind, name):
        one = self.context.socket(kind)
        one.connect(f"tcp://127.0.0.1:{self.ports[name]}")
        return one

    def frames(self):
        """A message whose fields have values of any kind; one in five is signed with another key."""
        chance = self.random.random
        session = Session(key=self.key if chance() < 0.8 else b"another key")
        fields = self.random.sample(FIELDS, self.random.randrange(6))
        message = session.msg(self.random.choice(TYPES), {field: self.random.choice(ODD) for field in fields})
        if chance() < 0.3:
            message["header"][self.random.choice(list(message["header"]))] = self.random.choice(ODD)
        parts = [message[part] for part in ("header", "parent_header", "metadata", "content")]
        if chance() < 0.2:
            parts[self.random.randrange(4)] = self.random.choice(ODD)
        packed = [json.dumps(part, default=str).encode() for part in parts]
        return [b"<IDS|MSG>", session.sign(packed), *packed]

    def spoil(self, frames):
        frames = list(frames)
        for _ in range(self.random.randrange(1, 4)):
            place = self.random.randrange(len(frames))
            change = self.random.randrange(4)
            if change == 0 and len(frames) > 1:
                del frames[place]
            elif change == 1:
                frames[place] = self.random.choice(PARTS)
            elif change == 2:
                frames.insert(place, self.random.randbytes(5))
            else:
                frames[place] = frames[place][: len(frames[place]) // 2]
        return frames

    def whole(self):
        """Huge ones, and two that are signed and nested so deep that a reader runs out of stack."""
        yield [b"x" * 10 * 2**20]
        yield [b"a"] * 10_000
        session = Session(key=self.key)
        deep = b"[" * 20_000 + b"]" * 20_000
        header = b'{"msg_id":"1","msg_type":"execute_request"%s}'
        for parts in (
            [header % (b',"x":' + deep), b"{}", b"{}", b"{}"],
            [header % b"", b"{}", b"{}", b'{"silent":true,"code":%s}' % deep],
        ):
            yield [b"<IDS|MSG>", session.sign(parts), *parts]
