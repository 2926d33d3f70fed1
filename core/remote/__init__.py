"""The ECMS on another machine, behind the same interface as the embedded one."""
