"""Dialects: ways in over MQTT beside our own contract, for devices and gateways that exist and speak their own.

`dialect` is what each one is, `mapping` whose device is whose, `link` how their messages are taken in. One module a
dialect; none knows another.
"""
