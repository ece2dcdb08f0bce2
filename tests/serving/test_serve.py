"""`dossier serve` in a process of its own: what it answers on the wire, what it follows, how it ends."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from serving_support import DOSSIER, Served, alive, eventually, served

CASE = "2026-060-les-tilleuls"
HOME = f"cases/{CASE}/"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Path]]:
    """One server for the tests that only ask."""
    source, root = Path(__file__).parents[2], tmp_path_factory.mktemp("serve")
    shutil.copy(source / "dossier.yaml", root)
    shutil.copytree(source / "cases" / CASE, root / "cases" / CASE)
    (root / "secret.txt").write_text("ne pas montrer")
    with served(root) as server:
        yield server.ready(), root


def request(target: str, host: str = "", method: str = "GET", port: int = 0, more: str = "") -> bytes:
    return f"{method} {target} HTTP/1.1\r\nHost: {host or f'127.0.0.1:{port}'}\r\n{more}Connection: close\r\n\r\n".encode()


def test_the_site_is_served_to_this_machine_alone(shared: tuple[Served, Path]) -> None:
    """The socket listens on 127.0.0.1, and the pages are those of a build, with the script that follows them."""
    server, _ = shared
    status, page = server.get("")
    assert status == 200 and "Portefeuille" in page and "/__dossier/reload.js" in page
    assert server.get(HOME)[0] == 200
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = {row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{server.port:04X}")}
    assert listening == {f"0100007F:{server.port:04X}"}


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/%252e%252e/secret.txt", "//secret.txt", "/secret.txt",
        "/cases/../../secret.txt", "/index.html%00", "/..\\secret.txt", "/%5c..%5csecret.txt", "/.dossier/cache/ici",
        "http://evil.example/secret.txt", "/dossier.yaml", f"/cases/{CASE}/affaire.yaml",
    ],
)  # fmt: skip
def test_no_way_of_writing_a_path_leads_to_a_file_that_is_no_output(shared: tuple[Served, Path], target: str) -> None:
    """On the wire, where no client tidies the path before it is sent."""
    server, _ = shared
    got = server.raw(request(target, port=server.port))
    assert re.match(rb"HTTP/1.1 (400|404) ", got) and b"ne pas montrer" not in got and b"denomination" not in got
    assert b"X-Content-Type-Options: nosniff" in got


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (request("/", host="evil.example:8470"), b"403"),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", b"403"),
        (request("/", host="127.0.0.1:PORT\r\nHost: evil.example"), b"400"),
        (request("/", host="127.0.0.1:PORT", method="POST", more="Content-Length: 0\r\n"), b"405"),
        (request("/", host="127.0.0.1:PORT", method="TRACE"), b"405"),
        (request("/", host="127.0.0.1:PORT", method="OPTIONS"), b"405"),
        (request("/", host="127.0.0.1:PORT", more="Content-Length: 3\r\n") + b"abc", b"400"),
        (request("/", host="127.0.0.1:PORT", more="Transfer-Encoding: chunked\r\n") + b"0\r\n\r\n", b"400"),
        (request("/", host="127.0.0.1:PORT", more="Origin: http://evil.example\r\n"), b"403"),
        (request("/", host="127.0.0.1:PORT", more="Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n"), b"403"),
        (request("/__dossier/events?page=index.html", host="127.0.0.1:PORT"), b"403"),
        (request("/__dossier/events?key=x&page=index.html", host="127.0.0.1:PORT"), b"403"),
        (request("/__dossier/events?key=%ff&page=index.html", host="127.0.0.1:PORT"), b"403"),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"400"),
        (b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 500 + b"\r\n", b"400"),
        (request("/", host="127.0.0.1:PORT", method="HEAD"), b"200"),
    ],
)  # fmt: skip
def test_who_is_not_a_page_of_ours_hears_nothing(shared: tuple[Served, Path], data: bytes, status: bytes) -> None:
    """Foreign names and origins, two names, bodies, other methods, no HTTP at all; a refusal shows no page."""
    server, _ = shared
    got = server.raw(data.replace(b"PORT", str(server.port).encode()))
    assert got.split(b" ")[1] == status
    assert b"Portefeuille" not in got and b"Python" not in got and b"Traceback" not in got
    assert b"Cache-Control: no-store" in got


def test_events_are_for_who_holds_the_key(shared: tuple[Served, Path]) -> None:
    """The key stands in our pages, which no other page can read."""
    server, _ = shared
    found = re.search(r'data-key="([^"]+)"', server.get("")[1])
    assert found is not None
    got = server.raw(request(f"/__dossier/events?key={found[1]}&page=index.html", port=server.port))
    assert got.startswith(b"HTTP/1.1 200") and b"text/event-stream" in got and b'"version": {"whole"' in got
    foreign = request(
        f"/__dossier/events?key={found[1]}&page=index.html", port=server.port, more="Origin: http://evil.example\r\n"
    )
    assert server.raw(foreign).startswith(b"HTTP/1.1 403")


def test_who_is_refused_is_hung_up_on(shared: tuple[Served, Path]) -> None:
    """A foreign page that opens connections by the hundred keeps none: each one has room for a few dozen."""
    server, _ = shared
    data = request("/", host="evil.example:8470").replace(b"Connection: close\r\n", b"")
    start = time.monotonic()
    got = server.raw(data)
    assert got.startswith(b"HTTP/1.1 403") and b"Connection: close" in got and time.monotonic() - start < 1.9


def test_silent_clients_do_not_keep_others_out(shared: tuple[Served, Path]) -> None:
    """More connections than there is room for: those beyond are hung up on, and room comes back."""
    server, _ = shared
    silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(80)]
    try:
        time.sleep(0.3)
    finally:
        for one in silent:
            one.close()

    def answers() -> bool:
        try:
            return server.get("")[0] == 200
        except OSError:
            return False

    eventually(answers, 20)


def test_nothing_is_written_beside_the_cache(shared: tuple[Served, Path]) -> None:
    """`build/` is what the last `dossier build` made of it: a broken save never harms it."""
    _, root = shared
    assert sorted(os.listdir(root)) == [".dossier", "cases", "dossier.yaml", "secret.txt"]


def test_an_edit_is_shown_a_fault_is_told_and_its_cure_too(shared: tuple[Served, Path]) -> None:
    """The page of the case has the new words; a file that cannot be read is said on the page and in the terminal, and goes again."""
    server, root = shared
    journal = root / HOME / "journal.yaml"
    sound = journal.read_text()
    assert "Envoi de la facture" in sound
    journal.write_text(sound.replace("Envoi de la facture", "Envoi au zouave de la facture"))
    eventually(lambda: "zouave" in server.get(HOME)[1])
    server.until(rf"{CASE} : \d+ fichiers? changés?")
    journal.write_text("- date: [\n")
    server.until(r"journal.yaml:\d+:\d+: erreur\[DC105\]")
    eventually(lambda: "DC105" in server.get("anomalies.html")[1])
    assert server.get(HOME)[0] == 200
    journal.write_text(sound)
    eventually(lambda: "DC105" not in server.get("anomalies.html")[1])
    eventually(lambda: "zouave" not in server.get(HOME)[1])


def test_cases_and_settings_come_and_go(shared: tuple[Served, Path]) -> None:
    """A case that is renamed has its pages under its new name; without `dossier.yaml` the server stays, and shows all again."""
    server, root = shared
    (root / HOME).rename(root / "cases/2026-061-renommee")
    eventually(lambda: server.get("cases/2026-061-renommee/")[0] == 200 and server.get(HOME)[0] == 404)
    (root / "cases/2026-061-renommee").rename(root / HOME)
    eventually(lambda: server.get(HOME)[0] == 200)
    (root / "dossier.yaml").rename(root / "ailleurs.yaml")
    eventually(lambda: "DC134" in server.get("anomalies.html")[1])
    (root / "ailleurs.yaml").rename(root / "dossier.yaml")
    eventually(lambda: server.get(f"{HOME}decompte.html")[0] == 200)


def test_an_emptied_store_is_filled_again(shared: tuple[Served, Path]) -> None:
    """Somebody removes what the cache holds under the server: its files are made again when they are asked for."""
    server, root = shared
    target = re.search(r'href="([^"]+\.pdf)"', server.get(f"{HOME}documents/decompte.html")[1])
    assert target is not None
    path = os.path.normpath(f"{HOME}documents/{target[1]}")
    assert server.get(path)[0] == 200
    shutil.rmtree(root / ".dossier/cache/blobs")
    assert server.get(path)[0] == 503
    eventually(lambda: server.get(path)[0] == 200)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_within_a_second_with_all_its_processes(copied: Callable[..., Path], how: signal.Signals) -> None:
    """Ctrl-C or a shutdown, while pages are open: the code is 0, the port is free, no worker is left."""
    root = copied(CASE)
    with served(root) as server:
        server.ready()
        key = re.search(r'data-key="([^"]+)"', server.get("")[1])
        assert key is not None
        with socket.create_connection(("127.0.0.1", server.port)) as open_page:
            open_page.sendall(request(f"/__dossier/events?key={key[1]}&page=index.html", port=server.port))
            open_page.recv(10)
            children = server.children()
            assert len(children) >= 2
            start = time.monotonic()
            server.process.send_signal(how)
            assert server.process.wait(10) == 0
            assert time.monotonic() - start < 3  # a second on a machine that does nothing else
        eventually(lambda: not any(alive(pid) for pid in children), 5)
        assert "Traceback" not in "".join(server.lines)
        socket.create_server(("127.0.0.1", server.port)).close()


def test_killed_at_once_it_leaves_no_process_behind(copied: Callable[..., Path]) -> None:
    """`kill -9` in the middle of the first build: whoever answers and whoever works end by themselves."""
    with served(copied(CASE)) as server:
        eventually(lambda: len(server.children()) >= 2)
        children = server.children()
        server.process.kill()
        server.process.wait()
        eventually(lambda: not any(alive(pid) for pid in children), 10)


def test_a_taken_port_is_said_with_the_next_free_one(shared: tuple[Served, Path]) -> None:
    """Two workspaces served at once, or a forgotten window."""
    server, root = shared
    command = [*DOSSIER, "-C", str(root), "serve", "--port", str(server.port)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and f"le port {server.port} est occupé" in done.stderr
    free = re.search(r"serve --port (\d+)", done.stderr)
    assert free is not None
    socket.create_server(("127.0.0.1", int(free[1]))).close()


@pytest.mark.parametrize("arguments", [("--host", "0.0.0.0"), ("--host", "192.168.1.2"), ("--port", "70000")])
def test_no_other_address_can_be_asked_for(shared: tuple[Served, Path], arguments: tuple[str, ...]) -> None:
    """A case is shown to this machine alone."""
    done = subprocess.run([*DOSSIER, "-C", str(shared[1]), "serve", *arguments], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2


def test_outside_a_workspace_no_port_is_taken(tmp_path: Path) -> None:
    """There is nothing to serve."""
    done = subprocess.run([*DOSSIER, "-C", str(tmp_path), "serve"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2 and "pas de dossier.yaml" in done.stderr
