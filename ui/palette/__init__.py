"""The palette (Ctrl+K): finds residents, commands, staff, devices and cases as one types, and acts on one of them."""
