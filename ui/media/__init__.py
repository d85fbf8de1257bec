"""The engine that sees and hears in a call: a page of QtWebEngine, in processes of its own. Home of QtWebEngine.

It knows no call's rules (`console/services/calling.py`) and writes no words on the screen (`ui/call/`).
"""
