"""The flight recorder: what one run did, in one file that names nobody, and its replay."""
