"""The twins of everything outside: devices and parties that ship with Balik and drive it."""
