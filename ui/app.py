"""The composition root of the screen.

Order of start: decide the platform (Qt aborts without a display, so it is asked first); the application and its
fonts; the qasync loop; the window, painted at once and saying that it starts; the console on its own thread; then
the console's parts are handed to the window, and sign-in can begin. Order of end: the window closes, the screen's
tasks end, the console says that it leaves and closes its store, the loop ends.

SQLAlchemy, the broker and the rest of the console are imported on the console thread after the first paint: that is
the one lazy start.
"""
