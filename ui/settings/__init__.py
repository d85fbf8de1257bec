"""What a workstation's user may change at run time."""
