"""A responder's phone as a program, with somebody in whose pocket it is: for the demonstration and the tests.

It says its state, opens what it is told, answers as its conduct has it, and goes there. How its words reach the broker,
and how an order is opened, is for whoever joins it to the line.
"""
