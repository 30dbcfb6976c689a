"""Settings: the council, its staff and lists, how the window looks, whom to work as."""
