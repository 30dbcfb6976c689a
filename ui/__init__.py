"""What people see: one folder a screen. The only place that imports PySide6."""
