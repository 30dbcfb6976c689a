"""Every word the search's free text can match: of names, providers, places, postcodes, kinds and activities."""

from sqlalchemy import Connection, select

from brokerage.storage.tables.providers import ServiceRow

_TEXTS = select(ServiceRow.search_text)


def search_words(connection: Connection) -> frozenset[str]:
    """Each word once, in lower case, with the signs that stand at it."""
    words: set[str] = set()
    for (text,) in connection.execute(_TEXTS):
        words.update(text.split())
    return frozenset(words)
