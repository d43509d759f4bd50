"""A TCP proxy that breaks a connection the way networks do, at a moment chosen by what the client has sent.

    with FaultProxy(account.port, on=rb"APPEND", do=CUT) as proxy:
        ... connect to proxy.port ...

Without `on` it only looks on. The fault strikes at the `nth` match over all connections, and at every later one if `again`. Every byte the
clients sent is kept in `proxy.sent`, whether or not the server got it.
"""

import asyncio
import contextlib
import re
import threading
from dataclasses import dataclass
from enum import Enum, auto
from types import TracebackType
from typing import Self


class Fault(Enum):
    """What happens to the connection."""

    CUT = auto()
    """Both sides are closed; what the client sent last never arrives."""
    SWALLOW = auto()
    """It arrives, but no answer comes back; closed after `seconds`."""
    LATE = auto()
    """It arrives only after `seconds`, even if the client is gone by then; no answer comes back."""
    BLACKHOLE = auto()
    """Nothing passes any more, in either direction, and nobody is told."""
    SLOW = auto()
    """Answers come at `rate` octets a second."""
    INJECT = auto()
    """The line `text` comes from the server's side, then all goes on."""


CUT, SWALLOW, LATE, BLACKHOLE, SLOW, INJECT = Fault


@dataclass
class Link:
    """One proxied connection."""

    client: asyncio.StreamWriter
    server: asyncio.StreamWriter
    seen: bytes = b""
    deaf: bool = False
    """What the client sends is dropped."""
    mute: bool = False
    """What the server sends is dropped."""
    slow: bool = False

    def close(self) -> None:
        for writer in (self.client, self.server):
            with contextlib.suppress(Exception):
                writer.close()


class FaultProxy:
    """Listens on `port` of the loopback interface and forwards to `target`."""

    def __init__(
        self,
        target: int,
        *,
        on: bytes | None = None,
        do: Fault = Fault.CUT,
        nth: int = 1,
        again: bool = False,
        seconds: float = 0.2,
        rate: int = 1000,
        text: bytes = b"",
    ) -> None:
        self.target = target
        self.fault = do
        self.sent = bytearray()
        self.connections = 0
        self.struck = threading.Event()
        """Set once the fault has happened."""
        self._on = re.compile(on, re.DOTALL) if on else None
        self._nth, self._again = nth, again
        self._seconds, self._rate, self._text = seconds, rate, text
        self._matches = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._links: list[Link] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        self._listener = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._accept, "127.0.0.1", 0), self._loop
        ).result()
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def commands(self) -> list[bytes]:
        """The lines the clients sent."""
        return bytes(self.sent).split(b"\r\n")

    async def _stop(self) -> None:
        self._listener.close()
        for link in self._links:
            link.close()
        current = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not current]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        self.connections += 1
        link = Link(writer, to_server)
        self._links.append(link)
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._upstream(link, reader), self._downstream(link, from_server), return_exceptions=True
            )

    async def _upstream(self, link: Link, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(65536):
            self.sent += data
            link.seen = (link.seen + data)[-200_000:]
            if self._strikes(link):
                self.struck.set()
                await self._strike(link, data)
            elif not link.deaf:
                link.server.write(data)
                await link.server.drain()
        if not link.deaf:
            link.close()

    async def _downstream(self, link: Link, reader: asyncio.StreamReader) -> None:
        while data := await reader.read(max(1, self._rate // 10) if link.slow else 4096):
            if link.slow:
                await asyncio.sleep(0.1)
            if not link.mute:
                link.client.write(data)
                await link.client.drain()
        if not link.mute:
            link.close()

    def _strikes(self, link: Link) -> bool:
        if link.deaf or link.slow or self._on is None or not self._on.search(link.seen):
            return False
        link.seen = b""
        self._matches += 1
        return self._matches == self._nth or (self._again and self._matches > self._nth)

    async def _strike(self, link: Link, data: bytes) -> None:
        match self.fault:
            case Fault.CUT:
                link.close()
            case Fault.SWALLOW:
                link.mute = link.deaf = True
                link.server.write(data)
                self._later(link, b"")
            case Fault.LATE:
                link.mute = link.deaf = True
                self._later(link, data)
            case Fault.BLACKHOLE:
                link.mute = link.deaf = True
            case Fault.SLOW:
                link.slow = True
                link.server.write(data)
            case Fault.INJECT:
                link.client.write(self._text + b"\r\n")
                link.server.write(data)

    def _later(self, link: Link, data: bytes) -> None:
        """Deliver after a while, then close; the client may long be gone."""

        async def deliver() -> None:
            await asyncio.sleep(self._seconds)
            link.server.write(data)
            await link.server.drain()
            # the server shall have read it before the connection ends
            await asyncio.sleep(0.3 if data else 0)
            link.close()

        task = self._loop.create_task(deliver())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
