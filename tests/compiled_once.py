"""Lets every database of a kind use what was compiled for those before it.

Each engine compiles its own statements and remembers them. Every test opens a database of its own, so the same few hundred
statements would be compiled thousands of times: a third of all the processor's time. The databases stay as apart as they were.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy import URL, Engine, event

STATEMENTS = 5_000
"""More than there are: none is forgotten and compiled again."""


def sharing_what_is_compiled(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """`create_engine`, whose engines of one dialect and one isolation remember together what they compiled."""
    first: dict[tuple[str, object], tuple[Any, Any]] = {}

    def create_sharing(address: URL, **options: Any) -> Engine:
        engine = create(address, query_cache_size=STATEMENTS, **options)
        kind = (address.get_backend_name(), options.get("isolation_level"))
        own = engine.dialect
        engine.dialect, engine._compiled_cache = first.setdefault(kind, (own, engine._compiled_cache))
        if engine.dialect is not own:
            event.listen(engine, "connect", partial(_tell_of_the_server, engine.dialect, own), once=True)
        return engine

    return create_sharing


def _tell_of_the_server(shared: Any, own: Any, *_connected: object) -> None:
    """Let the shared dialect know what an engine's own learnt as it connected: the engine it came from may never connect."""
    if getattr(shared, "server_version_info", None) is None:
        vars(shared).update(vars(own))
