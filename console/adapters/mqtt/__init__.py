"""MQTT: the stream contract's topics and words (`topics`, `wire`), and the connection that carries them
(`link`).

Nothing else in the program knows of topics, CloudEvents or the MQTT library. The contract itself is written
for senders in `resources/contracts/`.
"""
