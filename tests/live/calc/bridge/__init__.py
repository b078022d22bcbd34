"""The child process beside LibreOffice, run by the system's Python, which has LibreOffice's bridge (UNO).

Importing UNO into another Python is unsound, so all that knows it is in here, and nothing of it is imported
on our side of the pipe.
"""
