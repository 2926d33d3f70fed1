"""A USB printer through libusb, for systems that show it as no file; needs the extra `usb`."""

from typing import TYPE_CHECKING, Any, Final

from core.printing.address import UsbDevice
from core.printing.line import OpenLine

if TYPE_CHECKING:
    import usb.core

_PRINTER_CLASS: Final = 7
_OUT: Final = 0x00
_IN: Final = 0x80
_PIECE: Final = 1 << 14
_READ: Final = 512


def has_library() -> bool:
    """Whether the extra `usb` is installed."""
    try:
        import usb.core  # noqa: F401, PLC0415 - only where somebody asks
    except ImportError:
        return False
    return True


class UsbLine:
    """A printer's two endpoints.

    Args:
        device: found, not yet claimed.

    Raises:
        OSError: it is no printer, or somebody else holds it.
    """

    def __init__(self, device: "usb.core.Device") -> None:
        import usb.util  # noqa: PLC0415 - an extra

        self._device = device
        interface = next(
            (one for one in device.get_active_configuration() if _is_printer(one)), None
        )
        if interface is None:
            raise OSError("no printer among what this device offers")
        number = interface.bInterfaceNumber
        if device.is_kernel_driver_active(number):
            device.detach_kernel_driver(number)
        usb.util.claim_interface(device, number)
        ends = list(interface)
        self._out = _endpoint(ends, _OUT)
        self._in = _endpoint(ends, _IN)
        if self._out is None:
            raise OSError("this printer takes nothing")

    def write(self, data: bytes, within_s: float) -> int:
        """See `Line.write`."""
        import usb.core  # noqa: PLC0415 - an extra

        try:
            return int(self._device.write(self._out, data[:_PIECE], _ms(within_s)))
        except usb.core.USBTimeoutError:
            return 0

    def read(self, within_s: float) -> bytes:
        """See `Line.read`."""
        import usb.core  # noqa: PLC0415 - an extra

        if self._in is None:
            return b""
        try:
            return bytes(self._device.read(self._in, _READ, _ms(within_s)))
        except usb.core.USBTimeoutError:
            return b""

    def close(self) -> None:
        """See `Line.close`."""
        import usb.util  # noqa: PLC0415 - an extra

        usb.util.dispose_resources(self._device)

    def drop(self) -> None:
        """See `Line.drop`; libusb holds nothing back."""
        self.close()


def usb_line(address: UsbDevice, backend: object | None = None) -> OpenLine:
    """How to open a USB printer.

    Args:
        address: which one.
        backend: what stands for libusb; None for libusb itself.
    """

    def open_it() -> UsbLine:
        import usb.core  # noqa: PLC0415 - an extra

        wanted: dict[str, Any] = {"idVendor": address.vendor, "idProduct": address.product}
        if address.serial:
            wanted["serial_number"] = address.serial
        try:
            device = usb.core.find(backend=backend, **wanted)
        except usb.core.NoBackendError as missing:
            raise OSError("libusb itself is not installed") from missing
        if device is None:
            raise OSError("no such USB device is attached")
        return UsbLine(device)

    return open_it


def _is_printer(interface: Any) -> bool:
    return bool(interface.bInterfaceClass == _PRINTER_CLASS)


def _endpoint(ends: list[Any], direction: int) -> int | None:
    found = (end.bEndpointAddress for end in ends if end.bEndpointAddress & 0x80 == direction)
    return next(found, None)


def _ms(seconds: float) -> int:
    # 0 would mean for ever.
    return max(1, round(seconds * 1000))
