"""Files of return orders: CSV and JSON lines, read in batches and written."""
