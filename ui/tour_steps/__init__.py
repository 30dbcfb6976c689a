"""The journey's steps, one file a page, in the order of `STEPS` in ui/tour.py."""
