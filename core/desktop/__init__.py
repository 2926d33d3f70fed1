"""The windows on a screen: which are opened, what goes on beside them, and how they end."""
