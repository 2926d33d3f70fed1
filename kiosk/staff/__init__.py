"""Behind the kiosk's logo: the staff's PIN, and the page that sets the machine up and ends it."""
