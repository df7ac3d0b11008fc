"""How long a save takes until a real browser shows the new text.

    python tests/preview/measure.py FOLDER [NUMBER]

FOLDER is a portal, of which a copy is served and edited. Prints the median and the slowest of
NUMBER saves (20) in milliseconds, from the moment before the file is written to the first frame
that has the text, and beside them the plainest thing there is: a file served and loaded again.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import ConsoleMessage, Page, sync_playwright

PORT = 8765
LOOK = """(() => {
  const look = () => {
    const found = document.body && document.body.textContent.match(/saved (\\d+) times/);
    if (found) requestAnimationFrame(() => console.log("seen " + found[1] + " " + Date.now()));
    else setTimeout(look, 2);
  };
  look();
})()"""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PAUSE = 1.2  # seconds: an editor does not save while the portal is checked as a whole


class Watch:
    """Takes the times at which a page says that it shows a text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.times: dict[int, float] = {}
        page.add_init_script(LOOK)
        page.on("console", self._on_message)

    def _on_message(self, message: ConsoleMessage) -> None:
        found = re.fullmatch(r"seen (\d+) (\d+)", message.text)
        if found:
            self.times.setdefault(int(found[1]), int(found[2]) / 1000)

    def wait(self, number: int) -> float:
        """When the text with this number was shown; fails after ten seconds."""
        end = time.time() + 10
        while number not in self.times:
            assert time.time() < end, f"save {number} was never shown"
            self.page.wait_for_timeout(5)
        return self.times[number]


def measure_saves(page: Page, file: Path, address: str, number: int) -> list[float]:
    """Milliseconds of each of several saves of the page that a browser shows."""
    watch = Watch(page)
    text = file.read_text(encoding="utf-8")
    page.goto(address)
    times = []
    for place in range(number):
        page.wait_for_timeout(PAUSE * 1000)
        begun = time.time()
        file.write_text(f"{text}\nThis text was saved {place} times.\n", encoding="utf-8")
        times.append((watch.wait(place) - begun) * 1000)
    return times


def measure_plain(page: Page, folder: Path, html: str, number: int) -> list[float]:
    """The same without a generator: the file is HTML, and the browser is told to load it."""
    watch = Watch(page)
    file = folder / "plain.html"
    times = []
    for place in range(number):
        begun = time.time()
        file.write_text(html + f"saved {place} times", encoding="utf-8")
        page.goto(file.as_uri())
        times.append((watch.wait(place) - begun) * 1000)
    return times


def find_page(root: Path) -> Path:
    """A page in the middle of the portal, in its second language."""
    pages = sorted(path for path in (root / "docs/ky").rglob("*.md") if path.name != "index.md")
    return pages[len(pages) // 2]


def serve(root: Path) -> subprocess.Popen[str]:
    """`safar serve` of this checkout, when it says that it is ready."""
    words = [sys.executable, "-m", "safar", "serve", "--address", f"127.0.0.1:{PORT}"]
    running = subprocess.Popen(
        words, cwd=root, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUTF8": "1"}
    )
    assert running.stdout
    for line in running.stdout:
        if line.startswith("Open http"):
            return running
    raise AssertionError("the preview did not start")


def main(source: Path, number: int) -> None:
    """Copy, serve, save, print."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder, "portal")
        shutil.copytree(source, root, ignore=shutil.ignore_patterns("site", ".safar-cache"))
        shutil.rmtree(root / "hooks", ignore_errors=True)
        shutil.copytree(Path(__file__).parents[2] / "hooks", root / "hooks")
        running = serve(root)
        try:
            chromium = playwright.chromium.launch(executable_path=browser, args=ARGUMENTS)
            file = find_page(root)
            path = file.relative_to(root / "docs").with_suffix(".html").as_posix()
            address = f"http://127.0.0.1:{PORT}/{path}"
            times = measure_saves(chromium.new_page(), file, address, number)
            plain = measure_plain(chromium.new_page(), Path(folder), "<p>", number)
            chromium.close()
        finally:
            running.terminate()
            running.wait()
    pages = sum(1 for _ in source.glob("docs/*/**/*.md"))
    print(f"{source}: {pages} pages, {number} saves, load {os.getloadavg()[0]:.1f}")
    for name, values in (("save to text", times), ("plain file", plain)):
        print(f"  {name}: median {statistics.median(values):.0f} ms, max {max(values):.0f} ms")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
