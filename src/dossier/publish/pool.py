"""Where jobs run: a pool of processes of this machine, or the workers of a Dask scheduler."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from typing import TYPE_CHECKING

from dossier.publish.places import Refused
from dossier.publish.worker import Limits, begin, preload

if TYPE_CHECKING:
    from typing import Any


def process_pool(workers: int, modules: Sequence[str], limits: Limits, inherited: Sequence[int]) -> Executor:
    """Worker processes that have *modules* loaded.

    On Linux they are forked after the modules were loaded here, once, and after `gc.freeze()`: then they share that memory
    and it stays shared. Elsewhere each one starts from nothing and loads them itself.
    """
    if sys.platform == "linux":
        preload(modules)
        gc.collect()
        gc.freeze()
        context = multiprocessing.get_context("fork")
        handles = tuple(inherited)
    else:
        context = multiprocessing.get_context("spawn")  # type: ignore[assignment]
        handles = ()
    arguments = (tuple(modules), limits, handles, os.getpid())
    return ProcessPoolExecutor(workers, mp_context=context, initializer=begin, initargs=arguments)


def dask_pool(scheduler: str) -> Executor:
    """The workers behind a Dask scheduler; they must see the workspace's folder under the same path."""
    try:
        from distributed import Client
    except ImportError:
        raise Refused("--dask demande le paquet distributed : pip install 'dossier-recouvrement[dask]'") from None
    client: Any = Client(scheduler)
    executor: Executor = client.get_executor(pure=False)
    return executor
