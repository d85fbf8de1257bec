"""A camera that is none: RTSP over TCP on 127.0.0.1, for `tests/servers.py`, which runs it with Debian's own Python.

    /usr/bin/python3 tests/rtsp_server.py PORT [options]

It needs Debian's GStreamer (gir1.2-gst-rtsp-server-1.0 and its plugins) and nothing of Vaka. A ball moves through the
picture; after `--still-after` pictures the same picture comes for ever (the monotonic time of the first is printed),
after `--silent-after` none comes and the connection stays. `--late` pictures are lost at the beginning, as if one had
come in the middle of a stream. `--slow` is how long it thinks before it describes itself, in seconds.
"""

import argparse
import itertools
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

H264 = (
    "x264enc tune=zerolatency speed-preset=ultrafast threads=1 key-int-max={rate} bitrate=3000 ! rtph264pay name=pay0"
)
STILL = (
    "x264enc tune=zerolatency speed-preset=ultrafast threads=1 key-int-max=1 pass=quant quantizer=30 "
    "! rtph264pay name=pay0"
)
MJPEG = "jpegenc ! rtpjpegpay name=pay0"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--login", default="", help="NAME:PASSWORD, asked for by digest")
    parser.add_argument("--certificate", default="", help="a PEM file with key: rtsps")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--rate", type=int, default=25)
    parser.add_argument("--pattern", default="ball")
    parser.add_argument("--mjpeg", action="store_true")
    parser.add_argument("--still-after", type=int, default=0)
    parser.add_argument("--silent-after", type=int, default=0)
    parser.add_argument("--late", type=int, default=0)
    parser.add_argument("--slow", type=float, default=0)
    return parser.parse_args()


def watched(asked: argparse.Namespace, media: GstRtspServer.RTSPMedia) -> None:
    """Counts the pictures of one stream, and freezes or silences it."""
    source = media.get_element().get_by_name("source")
    counted, sent = itertools.count(1), itertools.count()

    def seen(_pad: Gst.Pad, _probed: Gst.PadProbeInfo) -> Gst.PadProbeReturn:
        number = next(counted)
        if asked.still_after and number == asked.still_after:
            source.set_property("pattern", "smpte75")
            print("still at", time.monotonic(), flush=True)
        if asked.silent_after and number > asked.silent_after:
            return Gst.PadProbeReturn.DROP
        return Gst.PadProbeReturn.OK

    def lost(_pad: Gst.Pad, _probed: Gst.PadProbeInfo) -> Gst.PadProbeReturn:
        return Gst.PadProbeReturn.DROP if next(sent) < asked.late else Gst.PadProbeReturn.OK

    source.get_static_pad("src").add_probe(Gst.PadProbeType.BUFFER, seen)
    media.get_element().get_by_name("pay0").get_static_pad("sink").add_probe(Gst.PadProbeType.BUFFER, lost)


def guarded(
    asked: argparse.Namespace, server: GstRtspServer.RTSPServer, factory: GstRtspServer.RTSPMediaFactory
) -> None:
    """Sets the login and the certificate, where one is asked for."""
    auth = GstRtspServer.RTSPAuth()
    role = "viewer"
    if asked.login:
        name, _, password = asked.login.partition(":")
        token = GstRtspServer.RTSPToken()
        token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, role)
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(name, password, token)
    else:
        token = GstRtspServer.RTSPToken()
        token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, role)
        auth.set_default_token(token)
    if asked.certificate:
        auth.set_tls_certificate(Gio.TlsCertificate.new_from_file(asked.certificate))
    permissions = GstRtspServer.RTSPPermissions()
    permissions.add_permission_for_role(role, GstRtspServer.RTSP_PERM_MEDIA_FACTORY_ACCESS, True)
    permissions.add_permission_for_role(role, GstRtspServer.RTSP_PERM_MEDIA_FACTORY_CONSTRUCT, True)
    factory.set_permissions(permissions)
    server.set_auth(auth)


def slowed(client: GstRtspServer.RTSPClient, seconds: float) -> None:
    def described(*_: object) -> GstRtsp.RTSPStatusCode:
        time.sleep(seconds)
        return GstRtsp.RTSPStatusCode.OK

    client.connect("pre-describe-request", described)


def main() -> None:
    asked = arguments()
    Gst.init(None)
    width, height = asked.size.split("x")
    coded = MJPEG if asked.mjpeg else STILL if asked.still_after else H264.format(rate=asked.rate)
    server, factory = GstRtspServer.RTSPServer(), GstRtspServer.RTSPMediaFactory()
    server.set_address("127.0.0.1")
    server.set_service(str(asked.port))
    factory.set_launch(
        f"( videotestsrc name=source is-live=true pattern={asked.pattern} "
        f"! video/x-raw,format=I420,width={width},height={height},framerate={asked.rate}/1 ! {coded} pt=96 )"
    )
    factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)
    factory.connect("media-configure", lambda _factory, media: watched(asked, media))
    if asked.login or asked.certificate:
        guarded(asked, server, factory)
    if asked.slow:
        server.connect("client-connected", lambda _server, client: slowed(client, asked.slow))
    server.get_mount_points().add_factory("/room", factory)
    server.attach(None)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
