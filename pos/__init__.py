"""The POS: where the clerk scans the RETURN CODE, takes the parcel and hands over the receipt."""
