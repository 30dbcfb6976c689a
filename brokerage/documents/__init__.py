"""Plain terms to PDF bytes. Knows nothing of where the terms came from."""
