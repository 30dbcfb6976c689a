"""Buttons side by side that go on in the next line where there is too little room."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.flow_layout import FlowLayout


class FlowRow(QWidget):
    """The row; it is as high as its width asks for."""

    def __init__(self, gap: int = 8) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(gap)
        self.setLayout(self._flow)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self._flow.addWidget(widget)
