"""Work beside the notebook: a button that begins it, one that ends it, a bar, and words at the end."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

import ipywidgets as widgets

from toolkit.widgets.controls import WIDE, Message, put_in_words

PAUSE = 0.1  # seconds between two moves of the bar
UNHEARD = "While cells run, the button ■ of the notebook’s toolbar (Interrupt the kernel) cancels."
_AUTO = {"width": "auto"}


class LoaderError(RuntimeError):
    """A step of the loader did not succeed; a notebook shows its words and no traceback."""

    def _render_traceback_(self) -> list[str]:
        """What IPython prints."""
        return [str(self)]


class _Cancelled(Exception):
    """The user asked to stop."""


class Job(widgets.VBox):
    """One kind of work, done beside the notebook so that *Cancel* is heard.

    Parameters
    ----------
    begin, cancel : str
        The words on the buttons.
    unit : str
        What is counted, in the plural.
    on_begin : callable
        Called without arguments when the first button is clicked.
    on_busy : callable
        Told True when work begins and False when it has ended.

    Attributes
    ----------
    error : Exception or None
        What the last work failed with.
    cancelled : bool
        Whether the last work was cancelled.
    """

    def __init__(self, begin: str, cancel: str, unit: str, *, on_begin: Callable, on_busy: Callable):
        self.error: Exception | None = None
        self.cancelled = False
        self._unit, self._on_busy = unit, on_busy
        self._stop, self._ended, self._moved = Event(), Event(), 0.0
        self._ended.set()
        self.button = widgets.Button(description=begin, layout=_AUTO)
        self.cancel_button = widgets.Button(description=cancel, layout=_AUTO, disabled=True)
        self.bar = widgets.IntProgress(layout=WIDE, style={"description_width": "16em"})
        self.message = Message()
        self.button.on_click(lambda _: on_begin())
        self.cancel_button.on_click(lambda _: self.cancel())
        self.clear()
        super().__init__([widgets.HBox([self.button, self.cancel_button]), self.bar, self.message])

    @property
    def running(self) -> bool:
        """Whether work is going on."""
        return not self._ended.is_set()

    def clear(self) -> None:
        """Forget the last work: no message, no bar."""
        self.error, self.cancelled = None, False
        self.bar.layout.display = "none"
        self.message.say("")

    def drop(self) -> None:
        """Cancel the work, if it is going on; else forget the last one."""
        if self.running:
            self.cancel()
        else:
            self.clear()

    def refuse(self, words: str) -> None:
        """Fail before the work has begun."""
        self.clear()
        self.error = ValueError(words)
        self.message.warn(words)

    def start(
        self,
        work: Callable[[Callable[[int, int], None]], object],
        *,
        commit: Callable[[object], str],
        doing: str,
        heard: bool = True,
        then: Callable[[bool], None] | None = None,
    ) -> None:
        """Begin work; returns at once.

        Parameters
        ----------
        work : callable
            Receives a function to call with counts of what is done and of all; returns the result, and
            alters nothing else: what is cancelled leaves no trace.
        commit : callable
            Takes the result over, unless the work was cancelled; returns what to say.
        doing : str
            What to say until then.
        heard : bool
            Whether the button that cancels is heard: not while a cell of the notebook waits.
        then : callable, optional
            Told at the end whether it went well.
        """
        self.clear()
        self._stop.clear()
        self._ended.clear()
        self._on_busy(True)
        self.cancel_button.disabled = not heard
        self.message.say(doing if heard else f"{doing} {UNHEARD}")
        self.bar.description, self.bar.value, self.bar.max = "", 0, 1
        self.bar.layout.display = "flex"
        Thread(target=self._do, args=(work, commit, then), daemon=True).start()

    def cancel(self) -> None:
        """Ask the work to end as soon as it can."""
        if self.running:
            self._stop.set()
            self.message.say("Cancelling …")

    def wait(self, timeout: float | None = None) -> None:
        """Wait for the end of the work, at most ``timeout`` seconds."""
        self._ended.wait(timeout)  # no join: interrupted, it takes the thread for ended

    def _do(self, work: Callable, commit: Callable, then: Callable | None) -> None:
        try:
            self._try(work, commit)
            if then is not None:
                then(self.error is None and not self.cancelled)
        finally:
            self._ended.set()

    def _try(self, work: Callable, commit: Callable) -> None:
        """Do the work and say how it ended."""
        try:
            result = work(self._tell)
            if self._stop.is_set():
                raise _Cancelled
            words = commit(result)
            self._end()
            self.message.say(words)
        except _Cancelled:
            self.cancelled = True
            self._end()
            done = f" after {self.bar.value} of {self.bar.max} {self._unit}" if self.bar.description else ""
            self.message.say(f"Cancelled{done}; nothing was kept.")
        except Exception as error:  # a first-time user gets words, not a traceback
            self.error = error
            self._end()
            self.message.warn(error)

    def _end(self) -> None:
        self.bar.layout.display = "none"
        self.cancel_button.disabled = True
        self._on_busy(False)

    def _tell(self, done: int, total: int) -> None:
        """Move the bar, not more often than the eye sees; end the work if asked to."""
        if self._stop.is_set():
            raise _Cancelled
        now = monotonic()
        if done == total or now - self._moved >= PAUSE:
            self._moved = now
            self.bar.max, self.bar.value = max(total, 1), done
            self.bar.description = f"{done} of {total} {self._unit}"


def fail(step: str, error: Exception | str) -> LoaderError:
    """Make the error that tells which step did not succeed, and why."""
    return LoaderError(f"{step}: {put_in_words(error)}")
