"""What pages are made of. Every control here has an accessible name and shows its focus; the wheel never changes a value."""
