"""From a document to what a printer takes: picture, bytes, text, and the proof that it scans."""
