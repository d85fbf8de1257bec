"""The screen: Qt for Python on the GUI thread. It shows what the console tells and asks it to act."""
