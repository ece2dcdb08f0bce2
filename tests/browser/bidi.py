"""A small client of WebDriver BiDi, the protocol that Firefox speaks by itself: enough to open pages, press keys, read and print.

https://www.w3.org/TR/webdriver-bidi/ – commands go out one at a time; events that come meanwhile are kept in `Firefox.events`.
"""

from __future__ import annotations

import base64
import itertools
import json
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_PREFERENCES = {
    "app.update.enabled": False, "browser.shell.checkDefaultBrowser": False, "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.enabled": False, "browser.aboutwelcome.enabled": False, "browser.startup.homepage_override.mstone": "ignore",
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False, "browser.region.update.enabled": False,
    "services.settings.server": "data:,", "app.normandy.enabled": False, "extensions.update.enabled": False,
    "browser.newtabpage.enabled": False, "browser.safebrowsing.malware.enabled": False, "browser.safebrowsing.phishing.enabled": False,
    "remote.active-protocols": 1,
}  # fmt: skip
KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "ArrowDown": "\ue015", "Shift": "\ue008"}


class BidiError(Exception):
    """What the browser answered in place of a result."""


def firefox() -> str | None:
    """The browser of the system, under one of its names."""
    return next((path for name in ("firefox-esr", "firefox") if (path := shutil.which(name))), None)


@contextmanager
def started(binary: str, profile: Path, preferences: Mapping[str, Any] | None = None) -> Iterator[Firefox]:
    """A browser without windows on a profile of its own; it ends with the block."""
    rows = {**_PREFERENCES, **(preferences or {})}
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in rows.items()))
    command = [binary, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    with (profile / "stderr.txt").open("w+") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        try:
            with connect(_address(process, profile / "stderr.txt") + "/session", max_size=None) as socket:
                yield Firefox(socket)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(20)


def _address(process: subprocess.Popen[bytes], said: Path) -> str:
    """Where the browser listens, as it says on its standard error."""
    for _ in range(600):
        if found := _LISTENING.search(said.read_text(errors="replace")):
            return found[1]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise BidiError(f"Firefox does not listen: {said.read_text(errors='replace')[-2000:]}")


class Firefox:
    """A session with one tab. `events` are all that the browser told since it was last emptied."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket, self._numbers = socket, itertools.count(1)
        self.events: list[dict[str, Any]] = []
        self.command("session.new", capabilities={})
        self.command(
            "session.subscribe", events=["log.entryAdded", "network.beforeRequestSent", "browsingContext.userPromptOpened"]
        )
        self.tab: str = self.command("browsingContext.create", type="tab")["context"]

    def command(self, method: str, **params: Any) -> dict[str, Any]:
        """The result of a command; raises `BidiError` for an answer that is an error."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv(timeout=60))
            if answer.get("type") == "event":
                self.events.append(answer)
            elif answer.get("id") == number:
                if answer["type"] == "error":
                    raise BidiError(f"{method}: {answer['error']}: {answer.get('message')}")
                result: dict[str, Any] = answer["result"]
                return result

    def go(self, url: str) -> None:
        """Open an address and wait until it is whole."""
        self.command("browsingContext.navigate", context=self.tab, url=url, wait="complete")

    def window(self, width: int, height: int) -> None:
        """Set the size of the page in CSS pixels."""
        self.command("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})

    def before_pages(self, function: str) -> None:
        """Run a function in every page before its own scripts."""
        self.command("script.addPreloadScript", functionDeclaration=function)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page: text, number, truth, None, or lists of these."""
        result = self.command("script.evaluate", expression=expression, target={"context": self.tab}, awaitPromise=True)
        if result["type"] == "exception":
            raise BidiError(result["exceptionDetails"]["text"])
        return _plain(result["result"])

    def until(self, expression: str, seconds: float = 10) -> Any:
        """The first value of an expression that is true; raises `BidiError` when none is in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if value := self.evaluate(expression):
                    return value
            except BidiError:
                pass  # the page is being replaced by the next one
            time.sleep(0.05)
        raise BidiError(f"never true: {expression}")

    def press(self, *keys: str) -> None:
        """Press and release keys one after the other: names of `KEYS`, or text that is typed."""
        values = [value for key in keys for value in ([KEYS[key]] if key in KEYS else key)]
        actions = [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]
        self.command("input.performActions", context=self.tab, actions=[{"type": "key", "id": "keyboard", "actions": actions}])

    def click(self, selector: str) -> None:
        """Press the first element of a selector with the mouse."""
        nodes = self.command(
            "browsingContext.locateNodes", context=self.tab, locator={"type": "css", "value": selector}, maxNodeCount=1
        )
        origin = {"type": "element", "element": {"sharedId": nodes["nodes"][0]["sharedId"]}}
        self.evaluate(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center', behavior: 'instant'}})")
        actions: list[dict[str, Any]] = [{"type": "pointerMove", "x": 0, "y": 0, "origin": origin}]
        actions += [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self.command("input.performActions", context=self.tab, actions=[{"type": "pointer", "id": "mouse", "actions": actions}])

    def printed(self, background: bool = False) -> bytes:
        """The page on A4 paper, as a PDF."""
        paper = {"width": 21.0, "height": 29.7}
        data = self.command("browsingContext.print", context=self.tab, page=paper, background=background, shrinkToFit=False)[
            "data"
        ]
        return base64.b64decode(data)

    def outside(self) -> list[str]:
        """What the page said on its console, asked the user, or asked for that is no file; nothing when all is well."""
        self.evaluate("0")  # whatever was said before is told before this answer
        words: list[str] = []
        for event in self.events:
            told = _TOLD[event["method"]](event["params"])
            words += [told] if told else []
        return words


def _request(params: Mapping[str, Any]) -> str:
    url = params["request"]["url"]
    return "" if url.startswith(("file:", "data:", "about:")) else f"request: {url}"


_TOLD: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "log.entryAdded": lambda params: f"{params['level']}: {params.get('text')}",
    "network.beforeRequestSent": _request,
    "browsingContext.userPromptOpened": lambda params: f"dialog: {params.get('message')}",
}


def _plain(value: Mapping[str, Any]) -> Any:
    """A value of the protocol as one of Python."""
    if value["type"] in ("array", "nodelist"):
        return [_plain(item) for item in value.get("value", [])]
    return value.get("value")
