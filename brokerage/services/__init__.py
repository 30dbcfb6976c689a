"""What people do at the desk: one use case a function, one unit of work, one commit."""
