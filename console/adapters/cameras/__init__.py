"""The way to the cameras: one child process for each that is open, which reads its pictures and masks them.

`cameras.py` is the console's side and fits the port; `worker.py` is the child's. Only masked pictures pass between
them, unless the permit says otherwise. No picture is written anywhere; the only home of PyAV.
"""
