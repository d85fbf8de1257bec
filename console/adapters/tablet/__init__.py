"""A resident's device as a program, with a drawn person before it: for the demonstration and the tests.

It speaks the contract's call signalling as any tablet does, and WebRTC by aiortc. There is nobody there: the picture is
drawn, the voice is made of numbers. It hears no more than how loud it is and what it sees no more than how often.
"""
