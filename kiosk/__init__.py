"""The kiosk: where a customer turns a number into a RETURN CODE."""
