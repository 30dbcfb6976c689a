"""Questions, one file each: they take a connection and answer with frozen values."""
