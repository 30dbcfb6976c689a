"""Lets every database of a kind use what was compiled for those before it.

Each engine compiles its own statements and remembers them. Every test opens a database of its own, so the same few hundred
statements would be compiled thousands of times: a third of all the processor's time. The databases stay as apart as they were.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Engine

STATEMENTS = 5_000
"""More than there are: none is forgotten and compiled again."""


def sharing_what_is_compiled(create: Callable[..., Engine]) -> Callable[..., Engine]:
    """`create_engine`, whose engines of one dialect and one isolation remember together what they compiled."""
    first: dict[tuple[str, object], tuple[Any, Any]] = {}

    def create_sharing(address: URL, **options: Any) -> Engine:
        engine = create(address, query_cache_size=STATEMENTS, **options)
        kind = (address.get_backend_name(), options.get("isolation_level"))
        engine.dialect, engine._compiled_cache = first.setdefault(kind, (engine.dialect, engine._compiled_cache))
        return engine

    return create_sharing
