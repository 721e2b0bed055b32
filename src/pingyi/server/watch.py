"""Nobody of the programme's family stays dead or hangs: the clockwork is started again, and who is silent is ended.

Every process beats once a second into a pipe that its parent reads. A web worker whose threads are all busy and have
finished nothing does not beat. Whoever was silent for a minute is killed; web workers are replaced by their server.
"""

import os
import signal
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

WORKERS = min(max(2, os.cpu_count() or 2), 8)
THREADS = 32 // WORKERS
"""A process checks ballots on one core; each thread may hold a connection to the database, which allows a hundred."""

SILENT_SECONDS = 60
BEAT_SECONDS = 1
ASLEEP_SECONDS = 10
"""A parent that did not look for so long slept, or was stopped: nobody's silence counts."""

REST_SECONDS = 5
"""Between a clockwork that ended and the next."""

_BEAT = struct.Struct("i")
_READ = 4096


def beat(pipe: int, lives: Callable[[], bool] = lambda: True) -> None:
    """Beat from a thread of this process for as long as it lives."""

    def heart() -> None:
        while True:
            if lives():
                with suppress(OSError):
                    os.write(pipe, _BEAT.pack(os.getpid()))
            time.sleep(BEAT_SECONDS)

    threading.Thread(target=heart, daemon=True).start()


class Work:
    """What the threads of a web worker do: how many are busy, and whether any of them finishes."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._busy = self._finished = self._known = 0
        self._lock = threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            self._busy += 1

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._busy -= 1
            self._finished += 1

    def moves(self) -> bool:
        """Whether a thread is free, or one has finished since this was asked last."""
        with self._lock:
            moved = self._busy < self._threads or self._finished != self._known
            self._known = self._finished
        return moved


class Watch:
    """The parent's eye on its family: `clockwork` is how to start it, `workers` who the web workers are now."""

    def __init__(
        self, clockwork: Callable[[], "subprocess.Popen[bytes]"], workers: Callable[[], Iterable[int]]
    ) -> None:
        self._start, self._workers = clockwork, workers
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._seen: dict[int, float] = {}
        self.pipe, self.beats = os.pipe()
        os.set_blocking(self.pipe, False)
        os.set_blocking(self.beats, False)

    def start(self) -> None:
        """Start the clockwork and begin to look."""
        self.clockwork = self._start()
        self._thread.start()

    def stop(self) -> "subprocess.Popen[bytes]":
        """Look no longer; the answer is the clockwork, which nobody replaces from here on."""
        self._ended.set()
        self._thread.join()
        return self.clockwork

    def _look(self) -> None:
        before = time.monotonic()
        while not self._ended.wait(BEAT_SECONDS):
            now = time.monotonic()
            if now - before > ASLEEP_SECONDS:
                self._seen.clear()
            before = now
            self._listen(now)
            family = {self.clockwork.pid, *self._workers()}
            self._seen = {pid: self._seen.get(pid, now) for pid in family}
            for pid in [pid for pid, at in self._seen.items() if now - at > SILENT_SECONDS]:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if self.clockwork.poll() is not None and not self._ended.wait(REST_SECONDS):
                self.clockwork = self._start()

    def _listen(self, now: float) -> None:
        with suppress(BlockingIOError):
            while data := os.read(self.pipe, _READ):
                self._seen |= dict.fromkeys((pid for (pid,) in _BEAT.iter_unpack(data)), now)
