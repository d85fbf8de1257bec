"""The one page that QtWebEngine shows, and what it may not do. Import lazily: this loads QtWebEngine.

Nothing is fetched from anywhere: its few files are served from memory under a scheme of our own, with a policy that
allows no other source. Nothing is kept: the profile is off the record, without cache, cookies or downloads. It leads
nowhere: one address, no second window, no menu. Microphone and camera are given while `may_capture` says so, and taken
back by `take_back`; nothing else is ever given. What the page prints is never read.

The scheme is registered here, before the first profile of the process, so that a start needs not load any of this.
"""

import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QFile, QIODevice, QObject, Qt, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtQuick import QQuickWindow, QSGRendererInterface
from PySide6.QtWebChannel import QWebChannel
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from ui.media.web import Ears

log = logging.getLogger(__name__)

if sys.platform == "win32":
    KILL = signal.SIGTERM  # there any signal ends the process at once
else:
    KILL = signal.SIGKILL

SCHEME = b"console"
HOME = "console://call/"
START = QUrl(HOME + "engine.html")
FILES = Path(__file__).resolve().parents[2] / "resources" / "call"
CHANNEL_SCRIPT = ":/qtwebchannel/qwebchannel.js"
KINDS = {".html": b"text/html", ".css": b"text/css", ".js": b"text/javascript"}

POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; media-src mediastream:; connect-src 'none'; "
    b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

HEADERS = {
    QByteArray(b"Content-Security-Policy"): [QByteArray(POLICY)],
    QByteArray(b"X-Content-Type-Options"): [QByteArray(b"nosniff")],
}
"""PySide's stub knows no multimap: to it each name has a list of values."""

Permission = QWebEnginePermission.PermissionType
CAPTURES = frozenset({Permission.MediaAudioCapture, Permission.MediaVideoCapture, Permission.MediaAudioVideoCapture})

Attribute = QWebEngineSettings.WebAttribute
OFF = (
    Attribute.AutoLoadIconsForPage,
    Attribute.DnsPrefetchEnabled,
    Attribute.ErrorPageEnabled,
    Attribute.FocusOnNavigationEnabled,
    Attribute.FullScreenSupportEnabled,
    Attribute.HyperlinkAuditingEnabled,
    Attribute.JavascriptCanAccessClipboard,
    Attribute.JavascriptCanOpenWindows,
    Attribute.JavascriptCanPaste,
    Attribute.LinksIncludedInFocusChain,
    Attribute.LocalContentCanAccessFileUrls,
    Attribute.LocalContentCanAccessRemoteUrls,
    Attribute.LocalStorageEnabled,
    Attribute.NavigateOnDropEnabled,
    Attribute.PdfViewerEnabled,
    Attribute.PlaybackRequiresUserGesture,
    Attribute.PluginsEnabled,
    Attribute.ScreenCaptureEnabled,
    Attribute.ShowScrollBars,
    Attribute.WebRTCPublicInterfacesOnly,
)


class _Channel(QObject):
    """What page and engine say to each other, each way as JSON."""

    ordered = Signal(str)
    heard = Signal(str)

    @Slot(str)
    def said(self, text: str) -> None:
        """The page's way to say something."""
        self.heard.emit(text)


class _Page(QWebEnginePage):
    """One address, no second window, nothing given that is not asked of `may_capture`."""

    def __init__(self, profile: QWebEngineProfile, may_capture: Callable[[bool], bool]) -> None:
        super().__init__(profile)
        self._may_capture = may_capture
        self._given: list[QWebEnginePermission] = []
        for attribute in OFF:
            self.settings().setAttribute(attribute, False)
        self.permissionRequested.connect(self._answer)

    def acceptNavigationRequest(self, url: QUrl | str, _: QWebEnginePage.NavigationType, is_main: bool) -> bool:
        return is_main and QUrl(url) == START

    def createWindow(self, _: QWebEnginePage.WebWindowType) -> None:  # type: ignore[override] # None is no window
        return None

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, _text: str, line: int, _source: str
    ) -> None:
        log.debug("the call's page printed a line (%s, line %d)", level.name, line)

    def _answer(self, permission: QWebEnginePermission) -> None:
        if self._may_have(permission):
            permission.grant()
            self._given.append(permission)
        else:
            log.debug("the call's page was denied %s", permission.permissionType().name)
            permission.deny()
            QTimer.singleShot(0, self, permission.reset)

    def take_back(self) -> None:
        """What was given and is not to be had any more must be asked for anew. Qt remembers each answer for as long as
        the page is not loaded anew, a denial too, although it is told to ask every time."""
        for permission in [one for one in self._given if not self._may_have(one)]:
            self._given.remove(permission)
            permission.reset()

    def _may_have(self, permission: QWebEnginePermission) -> bool:
        kind = permission.permissionType()
        return kind in CAPTURES and self._may_capture(kind is not Permission.MediaAudioCapture)


class WebEnginePage:
    """Fits `ui.media.web.Web`. To be closed before the application ends."""

    def __init__(self, ears: Ears) -> None:
        self._ears = ears
        self._profile = make_profile()
        self._page = _Page(self._profile, ears.may_capture)
        self._channel = _Channel(self._page)
        self._channel.heard.connect(ears.said)
        transport = QWebChannel(self._page)
        transport.registerObject("engine", self._channel)
        self._page.setWebChannel(transport)
        self._page.renderProcessTerminated.connect(self._terminated)
        self._page.loadFinished.connect(self._loaded)
        self._view: QWebEngineView | None = None
        self._is_beginning = False

    def begin(self) -> None:
        self._is_beginning = True
        self._page.load(START)

    def order(self, text: str) -> None:
        self._channel.ordered.emit(text)

    def kill(self) -> bool:
        process = self._page.renderProcessPid()
        if process <= 0:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, KILL)
        return True

    def take_back(self) -> None:
        self._page.take_back()

    def new_view(self) -> QWidget:
        view = QWebEngineView()
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        view.setAcceptDrops(False)
        view.setPage(self._page)
        self._view = view
        return view

    def paint_with(self, background: str) -> None:
        self._page.setBackgroundColor(QColor(background))

    def close(self) -> None:
        for one in (self._view, self._page, self._profile):
            if one is not None and shiboken6.isValid(one):
                shiboken6.delete(one)

    def _terminated(self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int) -> None:
        self._ears.ended(f"{status.name}, code {code}")

    def _loaded(self, is_there: bool) -> None:
        """Also said, with False, of each way out of the page that was barred."""
        was_beginning, self._is_beginning = self._is_beginning, False
        if was_beginning and not is_there:
            self._ears.ended("the page did not load")


class _OnlyOurs(QWebEngineUrlRequestInterceptor):
    """Whatever is not one of our files is not asked for."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        if not info.requestUrl().toString().startswith(HOME):
            info.block(True)


class _Files(QWebEngineUrlSchemeHandler):
    """The page's files, out of memory."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._files = {path.name: path.read_bytes() for path in FILES.iterdir() if path.suffix in KINDS}
        self._files["qwebchannel.js"] = _channel_script()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        name = job.requestUrl().path().removeprefix("/")
        content = self._files.get(name)
        if content is None or bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        job.setAdditionalResponseHeaders(HEADERS)  # type: ignore[arg-type] # see there
        answer = QBuffer(job)
        answer.setData(QByteArray(content))
        answer.open(QIODevice.OpenModeFlag.ReadOnly)
        job.reply(KINDS[Path(name).suffix], answer)


def _channel_script() -> bytes:
    """Qt's own side of the channel, which lies in its library."""
    script = QFile(CHANNEL_SCRIPT)
    if not script.open(QIODevice.OpenModeFlag.ReadOnly):
        raise OSError(CHANNEL_SCRIPT)
    return bytes(script.readAll().data())


@cache
def prepare_process() -> None:
    """What must be said once in a process, before its first profile. console:// is a secure place. And the page is
    painted by the processor: with a graphics context Qt makes each window in which the page is shown anew, so that it
    blinks and loses the keyboard, and draws all of it through that context ever after."""
    QQuickWindow.setGraphicsApi(QSGRendererInterface.GraphicsApi.Software)
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.CorsEnabled)
    QWebEngineUrlScheme.registerScheme(scheme)


def make_profile() -> QWebEngineProfile:
    """A profile that remembers nothing. It must outlive its page."""
    prepare_process()
    profile = QWebEngineProfile()
    profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
    profile.setPersistentCookiesPolicy(QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies)
    profile.setPersistentPermissionsPolicy(QWebEngineProfile.PersistentPermissionsPolicy.AskEveryTime)
    profile.setSpellCheckEnabled(False)
    profile.setUrlRequestInterceptor(_OnlyOurs(profile))
    profile.installUrlSchemeHandler(QByteArray(SCHEME), _Files(profile))
    profile.downloadRequested.connect(_refuse)
    return profile


def _refuse(download: QWebEngineDownloadRequest) -> None:
    download.cancel()
