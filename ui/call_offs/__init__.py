"""Call-offs: the list with one call-off beside it, the form that raises a package, the agreement on the screen."""
