"""What a query reads with: a connection of the read pool, or the session of a unit of work."""

from sqlalchemy import Connection
from sqlalchemy.orm import Session

Reader = Connection | Session
