"""A receipt printer in software: it speaks ESC/POS on a wire and shows what it would print.

It is written from the command reference and shares no line with the code that makes the bytes.
"""
