"""Files in and out, one module a format. Knows nothing of documents or of the window."""
