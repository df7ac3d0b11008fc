"""What a reader waits for: a page over slow 3G on a slow phone, beside the hand-made Hugo page."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession, Page, Playwright

from bench.browser import open_browser, playwright_running
from bench.builds import Tell
from bench.contenders import Contenders
from bench.server import served
from bench.timing import BenchError

LATENCY = 400  # ms
THROUGHPUT = 50_000  # bytes a second: 400 kbit/s
SLOWER = 4  # times the CPU of this computer
QUIET = 2.0  # seconds without a request after which a page has loaded
PATIENCE = 120.0  # seconds for one page
FIRST, SECOND = "s002/p0030", "s002/p0031"
ADDRESSES = {"safar": "/ru/{}.html", "hugo": "/ru/{}/"}
PAINTS = """(() => {
  window.paints = {fcp: 0, lcp: 0};
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      if (entry.name === 'first-contentful-paint') paints.fcp = entry.startTime;
  }).observe({type: 'paint', buffered: true});
  new PerformanceObserver(list => {
    for (const entry of list.getEntries()) paints.lcp = entry.startTime;
  }).observe({type: 'largest-contentful-paint', buffered: true});
})()"""


@dataclass
class Traffic:
    """Requests and bytes of one page as the network sees them, pictures apart; KiB are 1024."""

    requests: int = 0
    pictures: int = 0
    bytes: int = 0
    picture_bytes: int = 0
    changed: float = field(default_factory=time.monotonic)
    _kinds: dict[str, str] = field(default_factory=dict)

    @property
    def kib(self) -> float:
        """KiB without pictures."""
        return self.bytes / 1024

    def listen(self, session: CDPSession) -> None:
        """Count what the page of a session loads from now on."""
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def _sent(self, event: Mapping[str, Any]) -> None:
        self.changed = time.monotonic()
        if not event["request"]["url"].startswith("data:"):
            self._kinds[event["requestId"]] = event.get("type", "")

    def _finished(self, event: Mapping[str, Any]) -> None:
        """What comes from the cache has no bytes and is no request."""
        self.changed = time.monotonic()
        length = int(event["encodedDataLength"])
        kind = self._kinds.get(event["requestId"])
        if kind is None or not length:
            return
        if kind == "Image":
            self.pictures += 1
            self.picture_bytes += length
        else:
            self.requests += 1
            self.bytes += length


@dataclass(frozen=True, slots=True)
class View:
    """One first view and the second page after it; times in ms."""

    fcp: float
    lcp: float
    first: Traffic
    second: Traffic


def run_reader(contenders: Contenders, rounds: int, tell: Tell) -> dict[str, list[View]]:
    """Views of the sites that stand there, alternating, each in a browser of its own."""
    views: dict[str, list[View]] = {"safar": [], "hugo": []}
    with playwright_running() as playwright, ExitStack() as stack:
        sites = {"safar": contenders.site, "hugo": contenders.hugo_site}
        origins = {peer: stack.enter_context(served(site)) for peer, site in sites.items()}
        for number in range(rounds):
            for peer, origin in origins.items():
                view = load_view(playwright, origin, ADDRESSES[peer])
                views[peer].append(view)
                tell(
                    f"  reader, round {number + 1} of {rounds}, {peer}: FCP {view.fcp:.0f} ms, "
                    f"LCP {view.lcp:.0f} ms, {view.first.kib:.1f} KiB"
                )
    return views


def load_view(playwright: Playwright, origin: str, address: str) -> View:
    """The first page with an empty cache, then the second."""
    with open_browser(playwright) as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ru-RU")
        page = context.new_page()
        session = context.new_cdp_session(page)
        _throttle(session)
        page.add_init_script(PAINTS)
        first = _load(page, session, origin + address.format(FIRST))
        paints = page.evaluate("window.paints")
        second = _load(page, session, origin + address.format(SECOND))
        return View(paints["fcp"], paints["lcp"], first, second)


def _throttle(session: CDPSession) -> None:
    session.send("Network.enable")
    conditions = {
        "offline": False,
        "latency": LATENCY,
        "downloadThroughput": THROUGHPUT,
        "uploadThroughput": THROUGHPUT,
    }
    session.send("Network.emulateNetworkConditions", conditions)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _load(page: Page, session: CDPSession, address: str) -> Traffic:
    traffic = Traffic()
    traffic.listen(session)
    answer = page.goto(address, wait_until="load", timeout=PATIENCE * 1000)
    if answer is None or not answer.ok:
        raise BenchError(f"{address}: no such page in the site")
    end = time.monotonic() + PATIENCE
    while time.monotonic() - traffic.changed < QUIET and time.monotonic() < end:
        page.wait_for_timeout(100)
    session.remove_listener("Network.requestWillBeSent", traffic._sent)
    session.remove_listener("Network.loadingFinished", traffic._finished)
    return traffic
