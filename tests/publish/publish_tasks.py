"""Tasks for the tests of the runner: good ones, and all the ways in which a job can go wrong."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from dossier.ground.jobs import Problem, Result, by_path, scratch_file

Options = dict[str, Any]
Inputs = dict[str, bytes]


def double(options: Options, inputs: Inputs) -> Result:
    """The input twice, with its length as a fact."""
    return Result({"out": inputs["in"] * 2}, {"n": options["n"], "size": len(inputs["in"])}, (Problem("DC801", "vu", ("aide",)),))


def raises(options: Options, inputs: Inputs) -> Result:
    """A library's own exception."""
    raise KeyError("anything")


class Panic(BaseException):
    """What libraries in Rust raise when they meet what they held for impossible: no `Exception`."""


def panics(options: Options, inputs: Inputs) -> Result:
    """Raise what no ordinary clause catches."""
    raise Panic("anything")


def aborts(options: Options, inputs: Inputs) -> Result:
    """A library in C that ends its process."""
    os.abort()


def swallows_alarm(options: Options, inputs: Inputs) -> Result:
    """A library that catches every exception and never ends."""
    while True:
        try:
            time.sleep(60)
        except Exception:  # noqa: BLE001
            continue


def ignores_alarm(options: Options, inputs: Inputs) -> Result:
    """A library in C that never looks at signals."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    while True:
        time.sleep(60)


def eats_memory(options: Options, inputs: Inputs) -> Result:
    """More than a worker may have."""
    return Result({"out": bytes(64 * 1024**3)})


def recurses(options: Options, inputs: Inputs) -> Result:
    """Nesting without end."""
    return recurses(options, inputs)


def opens(options: Options, inputs: Inputs) -> Result:
    """Reads a file that is none of the program's."""
    return Result({"out": Path(options["path"]).read_bytes()})


def lists(options: Options, inputs: Inputs) -> Result:
    """Lists a folder that is none of the program's."""
    return Result(facts={"names": os.listdir(options["path"])})


def writes(options: Options, inputs: Inputs) -> Result:
    """Writes outside its scratch folder."""
    Path(options["path"]).write_text("evil")
    return Result()


def removes(options: Options, inputs: Inputs) -> Result:
    """Removes a file."""
    Path(options["path"]).unlink()
    return Result()


def connects(options: Options, inputs: Inputs) -> Result:
    """Speaks to the network."""
    socket.create_connection(("127.0.0.1", options["port"]), timeout=5).close()
    return Result()


def resolves(options: Options, inputs: Inputs) -> Result:
    """Asks for a name, which alone tells a stranger something."""
    return Result(facts={"found": str(socket.getaddrinfo("localhost", 80))})


def spawns(options: Options, inputs: Inputs) -> Result:
    """Runs a program."""
    subprocess.run(["true"], check=True)
    return Result()


def uses_scratch(options: Options, inputs: Inputs) -> Result:
    """Writes and reads in the folder that it is given for that."""
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(inputs["in"])
        return Result({"out": Path(file.name).read_bytes()}, {"folder": str(Path(file.name).parent)})


def names_process(options: Options, inputs: Inputs) -> Result:
    """Says which process it ran in."""
    return Result(facts={"pid": os.getpid(), "n": options["n"]})


def moves_out(options: Options, inputs: Inputs) -> Result:
    """Puts a file of its scratch folder somewhere else."""
    with tempfile.NamedTemporaryFile(delete=False) as file:
        file.write(b"evil")
    Path(file.name).rename(options["path"])
    return Result()


def links_out(options: Options, inputs: Inputs) -> Result:
    """Gives a file of the machine a second name in its scratch folder."""
    os.link(options["path"], Path(tempfile.gettempdir()) / "name")
    return Result()


def chatters(options: Options, inputs: Inputs) -> Result:
    """A library in C that prints by itself, past Python."""
    for handle in (1, 2):
        os.write(handle, b"WARNING: object 7 0: \x1b[31mnonsense\n")
    return Result({"out": b"ok"})


def tells_limits(options: Options, inputs: Inputs) -> Result:
    """Says which limits hold for it."""
    import resource

    names = ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_CPU")
    return Result(facts={name: resource.getrlimit(getattr(resource, name))[0] for name in names})


@by_path
def large_double(options: Options, inputs: dict[str, Any]) -> Result:
    """The input twice, from a file and into a file; says what it was given."""
    given = inputs["in"]
    out = scratch_file()
    out.write_bytes((given.read_bytes() if isinstance(given, Path) else given) * 2)
    facts = {"given": type(given).__name__, "folder": str(out.parent)}
    if isinstance(given, Path) and options.get("meddle"):
        given.write_bytes(b"evil")
    if isinstance(given, Path) and options.get("neighbour"):
        Path(options["neighbour"]).read_bytes()
    return Result({"out": out}, facts)


def elsewhere(options: Options, inputs: Inputs) -> Result:
    """Names a file of the machine as its result."""
    return Result({"out": Path(options["path"])})
