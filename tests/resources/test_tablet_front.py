"""The shipped nginx.conf, run: with it in front of Debian's Mosquitto an ordinary browser gets the page and the line.

Without it no browser does, for that broker offers HTTP/2 over TLS and does not speak it; the other tests of the page
keep their Chromium from asking for it.
"""

from collections.abc import Iterator

import pytest

from tests.resources.tablet_kit import PAGES, USERS, Browser, Centre, setup_address
from tests.servers import (
    MISSING_CHROMIUM,
    MISSING_MOSQUITTO,
    MISSING_NGINX,
    BrowserMosquitto,
    Nginx,
)

pytestmark = [
    pytest.mark.mosquitto,
    pytest.mark.skipif(MISSING_MOSQUITTO is not None, reason=str(MISSING_MOSQUITTO)),
    pytest.mark.skipif(MISSING_CHROMIUM is not None, reason=str(MISSING_CHROMIUM)),
    pytest.mark.skipif(MISSING_NGINX is not None, reason=str(MISSING_NGINX)),
]


SHIPPED = PAGES.parent / "mosquitto" / "nginx.conf"


@pytest.fixture
def broker() -> Iterator[BrowserMosquitto]:
    """A broker whose `web_port` is nginx's."""
    front = Nginx("nginx", None)
    with BrowserMosquitto(PAGES, USERS) as made:
        (front.directory / "site.conf").write_text(shipped(front.port, made), encoding="utf-8")
        with front:
            made.web_port = front.port
            yield made


def shipped(port: int, broker: BrowserMosquitto) -> str:
    """The shipped file with these ports and places, and nothing else changed."""
    text = SHIPPED.read_text("utf-8")
    changes = {
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "127.0.0.1:8084": f"127.0.0.1:{broker.web_port}",
        "/etc/mosquitto/vaka/": f"{broker.directory}/",
        "/usr/share/vaka/tablet": str(PAGES),
    }
    for theirs, ours in changes.items():
        assert theirs in text
        text = text.replace(theirs, ours)
    return text


def test_behind_nginx_any_browser_gets_the_page_and_its_alarm_through(broker: BrowserMosquitto) -> None:
    with Centre(broker.port) as centre, Browser(may_ask_for_http2=True) as browser, browser.window(1280, 800) as page:
        page.open(setup_address(broker, "T-1", lang="sv"))
        page.until("document.getElementById('line').dataset.state === 'up'", "it never came to the broker")
        page.press("alarm")
        page.until("document.getElementById('alarm-words').textContent === 'Larmet är framme.'", "it never came")
        assert [alarm.head.origin.device for alarm in centre.alarms("T-1")] == ["T-1"]
        assert page.faults() == []
        assert page.run("performance.getEntriesByType('navigation')[0].nextHopProtocol") == "h2"
