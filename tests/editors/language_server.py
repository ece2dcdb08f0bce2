"""A small client of the language server that editors use for YAML, over its standard streams."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

ROOT = Path(__file__).parents[2]
SERVER = ROOT / ".venv/tools/node_modules/.bin/yaml-language-server"
WORDS = ROOT / ".venv/tools/node_modules/yaml-language-server/l10n"
"""The server's own words in French, as editors hand them to it."""
PATIENCE = 60.0
"""Seconds for an answer; the first one compiles the schema, on a machine that may be busy."""

SETTINGS = {
    "yaml": {
        "validate": True, "hover": True, "completion": True, "yamlVersion": "1.2", "format": {"enable": False},
        "schemaStore": {"enable": False, "url": ""}, "schemas": {}, "disableDefaultProperties": False,
    },
    "http": {"proxy": "", "proxyStrictSSL": False},
}  # fmt: skip


class Session:
    """One editor with one server."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._answers: Queue[dict[str, Any]] = Queue()
        self._findings: Queue[tuple[str, list[dict[str, Any]]]] = Queue()
        self._count = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, method: str, parameters: Any) -> Any:
        """A request and its answer."""
        self._count += 1
        self._send({"id": self._count, "method": method, "params": parameters})
        while True:
            answer = self._answers.get(timeout=PATIENCE)
            if answer["id"] == self._count:
                assert "error" not in answer, answer
                return answer["result"]

    def tell(self, method: str, parameters: Any) -> None:
        """A notification, which has no answer."""
        self._send({"method": method, "params": parameters})

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a file with a text; what the server finds wrong with it."""
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return self.findings(path)

    def change(self, path: Path, version: int, text: str) -> list[dict[str, Any]]:
        """Replace the text of an open file, as typing does; what is wrong with it now."""
        document = {"uri": path.as_uri(), "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})
        return self.findings(path)

    def findings(self, path: Path) -> list[dict[str, Any]]:
        """The next findings of a file."""
        while True:
            uri, found = self._findings.get(timeout=PATIENCE)
            if uri == path.as_uri():
                return found

    def completion(self, path: Path, line: int, column: int) -> list[dict[str, Any]]:
        """What the editor proposes at a place, counted from 0."""
        answer = self.ask("textDocument/completion", _at(path, line, column))
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer or []
        return items

    def hover(self, path: Path, line: int, column: int) -> str:
        """What the editor shows over a place."""
        answer = self.ask("textDocument/hover", _at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            size = 0
            while line.strip():
                name, _, value = line.partition(b":")
                size = int(value) if name.lower() == b"content-length" else size
                line = stream.readline()
            self._take(json.loads(stream.read(size)))

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._findings.put((message["params"]["uri"], message["params"]["diagnostics"]))
        elif message.get("method") == "workspace/configuration":
            items = [SETTINGS.get(item.get("section", ""), {}) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": items})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self._answers.put(message)


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}


@contextmanager
def editing(root: Path) -> Iterator[Session]:
    """An editing session in a workspace; the server ends with it."""
    process = subprocess.Popen(
        [SERVER, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
    )
    session = Session(process)
    try:
        texts = {"completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                 "hover": {"contentFormat": ["markdown"]}}  # fmt: skip
        session.ask("initialize", {"processId": None, "locale": "fr", "initializationOptions": {"l10nPath": str(WORDS)}, "rootUri": root.as_uri(), "capabilities": {"textDocument": texts,
                    "workspace": {"configuration": True}}, "workspaceFolders": [{"uri": root.as_uri(), "name": "classeur"}]})  # fmt: skip
        session.tell("initialized", {})
        session.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})
        yield session
    finally:
        process.kill()
        process.wait()
