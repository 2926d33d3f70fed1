"""One device of the devices page's list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from core.services.devices import Device, DeviceKind
from pos.sentences.devices import device_name, device_place, device_state
from pos.widgets.buttons import RowButton
from pos.widgets.icon_label import IconLabel
from pos.widgets.look import Look, Measures, put_property
from pos.widgets.words import put_number, put_words, words

_ICONS = {DeviceKind.PRINTER: "printer", DeviceKind.SCANNER: "scan-barcode"}


class DeviceRow:
    """Its name, where it is, and whether this till works with it."""

    def __init__(self) -> None:
        self.measures = Measures()
        self.widget = RowButton("result")
        self.widget.setCheckable(True)
        self._icon = IconLabel(24)
        self._name, self._place = words("item"), words("small")
        self._chip = words("chip", wrap=False)
        column = QVBoxLayout()
        column.addWidget(self._name)
        column.addWidget(self._place)
        row = QHBoxLayout(self.widget)
        row.addWidget(self._icon)
        row.addLayout(column, 1)
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignVCenter)
        for label in (self._icon, self._name, self._place, self._chip):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.measures.layout(column, spacing=2)
        self.measures.layout(row, (22, 12, 22, 12), 16)

    def show_device(self, device: Device, look: Look, *, at: bool) -> None:
        """Show this device; `at` where the keys act on it."""
        texts = look.texts
        name, (state, tone) = device_name(device, texts), device_state(device, texts)
        self._icon.show_icon(_ICONS[device.kind], "green" if device.is_chosen else "muted", look)
        self._name.setText(name)
        put_number(self._place, device_place(device, texts))
        put_words(self._chip, state)
        put_property(self._chip, "tone", tone)
        self.widget.setChecked(at)
        put_property(self.widget, "ticked", at)
        self.widget.setAccessibleName(", ".join(filter(None, (name, state))))

    def forget(self) -> None:
        """See `Row.forget`."""
        for label in (self._name, self._place, self._chip):
            label.clear()
            label.setAccessibleName("")
        self.widget.setAccessibleName("")
