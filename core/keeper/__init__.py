"""Keeps a kiosk going on a machine of its own: started again after a crash, and when it hangs."""
