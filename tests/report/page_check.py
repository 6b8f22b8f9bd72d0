#!/usr/bin/python3
"""Opens HTML pages in headless Chromium and looks for what a reader would mind.

    page_check.py [--shots DIR] PAGE.html…     check pages; with --shots also keep pictures of them
    page_check.py --self-test                  check that each fault below is noticed

At 1280 and 390 pixels: no message in the console, no request but the page itself, no sideways overflow of the
page, no letters of a chart outside it or over one another, a name and a description on every chart, a table
beneath it, and a contents list whose links all lead somewhere. Exit code 77 when there is no Chromium.
"""
import argparse
import base64
import fcntl
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time

WIDTHS = (1280, 390)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-default-apps", "--disable-extensions", "--disable-dev-shm-usage",
    "--hide-scrollbars", "--no-default-browser-check", "--remote-debugging-pipe",
]

LOOK = r"""
(() => {
  const faults = [];
  const width = document.documentElement.clientWidth;
  const page = document.scrollingElement;
  if (page.scrollWidth > width) faults.push(`the page is ${page.scrollWidth} px wide`);
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect();
    if (box.width && (box.right > width + 1 || box.left < -1) && !e.closest('.kith-scroll'))
      faults.push(`<${e.tagName}> reaches from ${box.left} to ${box.right}: ` + e.textContent.slice(0, 40));
  }
  for (const svg of document.querySelectorAll('svg[role=img]')) {
    const named = (svg.getAttribute('aria-labelledby') || '').split(' ')
      .map(id => document.getElementById(id)).filter(e => e && e.textContent.trim());
    if (named.length != 2) faults.push('a chart without title or description');
    const home = svg.closest('section') || svg.closest('.kith');
    if (!home || !home.querySelector('table')) faults.push('a chart without its table');
    const boxes = [...svg.querySelectorAll('text')].map(e => [e.textContent, e.getBoundingClientRect()]);
    for (let i = 0; i < boxes.length; ++i)
      for (let j = 0; j < i; ++j) {
        const [a, b] = [boxes[i][1], boxes[j][1]];
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
          faults.push(`letters overlap: "${boxes[j][0]}" and "${boxes[i][0]}"`);
      }
  }
  for (const a of document.querySelectorAll('nav a'))
    if (!document.getElementById(a.getAttribute('href').slice(1))) faults.push('a dead link ' + a.href);
  if (!document.documentElement.lang) faults.push('no language on <html>');
  if (!document.title) faults.push('no title');
  if (document.querySelector('script,iframe,object,embed,link,img,form')) faults.push('an active element');
  return JSON.stringify(faults);
})()
"""


class Browser:
    """One Chromium spoken to through a pipe: JSON messages that end in a NUL byte."""

    def __init__(self, program):
        self.profile = tempfile.mkdtemp(prefix="page_check.")
        to_read, self.write_fd = os.pipe()
        self.read_fd, to_write = os.pipe()

        def connect():  # Chromium reads from 3 and writes to 4
            # copies well above 4, so that neither dup2 tramples on the other's source
            read_copy = fcntl.fcntl(to_read, fcntl.F_DUPFD, 10)
            write_copy = fcntl.fcntl(to_write, fcntl.F_DUPFD, 10)
            os.dup2(read_copy, 3)
            os.dup2(write_copy, 4)

        self.process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"],
            preexec_fn=connect, close_fds=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.buffer = b""
        self.number = 0
        self.events = []

    def close(self):
        os.close(self.write_fd)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.read_fd)
        shutil.rmtree(self.profile, ignore_errors=True)

    def receive(self, seconds):
        end = time.monotonic() + seconds
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.read_fd], [], [], max(0, end - time.monotonic()))
            if not ready:
                return None
            piece = os.read(self.read_fd, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium went away")
            self.buffer += piece
        message, _, self.buffer = self.buffer.partition(b"\0")
        return json.loads(message)

    def call(self, method, session=None, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self.write_fd, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.receive(60)
            if answer is None:
                raise RuntimeError(f"no answer to {method}")
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def wait_for(self, method, seconds=60):
        end = time.monotonic() + seconds
        while not any(event.get("method") == method for event in self.events):
            event = self.receive(max(0.0, end - time.monotonic()))
            if event is None:
                raise RuntimeError(f"no {method}")
            self.events.append(event)

    def settle(self):
        while (event := self.receive(0.3)) is not None:
            self.events.append(event)


def faults_in_events(events, url):
    for event in events:
        kind, params = event.get("method"), event.get("params", {})
        if kind == "Runtime.consoleAPICalled":
            yield f"console: {params['type']}"
        elif kind == "Runtime.exceptionThrown":
            yield f"exception: {params['exceptionDetails']['text']}"
        elif kind == "Log.entryAdded":
            yield f"console: {params['entry']['text']}"
        elif kind == "Network.requestWillBeSent" and params["request"]["url"] != url:
            yield f"request: {params['request']['url'][:100]}"


def check(browser, page, width, shots=None):
    """The faults of one page at one width."""
    target = browser.call("Target.createTarget", url="about:blank")["targetId"]
    session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.call(f"{domain}.enable", session)
    browser.call("Emulation.setDeviceMetricsOverride", session, width=width, height=900,
                 deviceScaleFactor=1, mobile=width < 600)
    browser.events.clear()
    url = pathlib.Path(page).resolve().as_uri()
    browser.call("Page.navigate", session, url=url)
    browser.wait_for("Page.loadEventFired")
    browser.settle()
    faults = list(faults_in_events(browser.events, url))
    seen = browser.call("Runtime.evaluate", session, expression=LOOK, returnByValue=True)
    if "value" not in seen["result"]:
        raise RuntimeError(f"could not look at the page: {seen}")
    faults += json.loads(seen["result"]["value"])
    if shots:
        picture = browser.call("Page.captureScreenshot", session, format="png",
                               captureBeyondViewport=True)
        name = f"{pathlib.Path(page).stem}-{width}.png"
        (pathlib.Path(shots) / name).write_bytes(base64.b64decode(picture["data"]))
    browser.call("Target.closeTarget", targetId=target)
    return faults


GOOD = ("<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>t</title>{head}</head>"
        "<body style='margin:0'>{body}</body></html>")
CHART = ("<section><svg role='img' aria-labelledby='a b' width='100%' height='40'><title id='a'>a</title>"
         "<desc id='b'>b</desc><text y='20'>one</text>{}</svg><table><tr><td>1</td></tr></table></section>")
PLANTED = {  # a piece of the expected complaint, and what causes it
    None: GOOD.format(head="", body=CHART.format("")),
    "px wide": GOOD.format(head="", body="<div style='width:2000px'>x</div>"),
    "letters overlap": GOOD.format(head="", body=CHART.format("<text x='5' y='22'>two</text>")),
    "reaches from": GOOD.format(
        head="", body=CHART.format("<text x='100%' y='20'>far outside</text>")),
    "title or description": GOOD.format(head="", body=CHART.format("").replace("id='b'", "id='c'")),
    "without its table": GOOD.format(head="", body=CHART.format("").replace("table", "div")),
    "console": GOOD.format(head="<script>console.error('x')</script>", body=""),
    "exception": GOOD.format(head="<script>throw 1</script>", body=""),
    "request": GOOD.format(head="", body="<img src='file:///nowhere.png' alt=''>"),
    "dead link": GOOD.format(head="", body="<nav><a href='#x'>x</a></nav>"),
    "no language": GOOD.format(head="", body="").replace(" lang='en'", ""),
    "Content Security Policy": GOOD.format(
        head="<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">",
        body="<p style='color:red'>x</p>"),
}


def self_test(browser):
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        page = pathlib.Path(folder) / "page.html"
        for expected, html in PLANTED.items():
            page.write_text(html, encoding="utf-8")
            faults = check(browser, page, 1280)
            noticed = any(expected in f for f in faults) if expected else not faults
            missed += not noticed
            print("noticed" if noticed else "MISSED", "-", expected or "nothing wrong", faults)
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shots")
    parser.add_argument("--self-test", action="store_true")
    parser.add_argument("pages", nargs="*")
    options = parser.parse_args()
    program = shutil.which("chromium") or "/usr/bin/chromium"
    if not os.path.exists(program):
        print("no Chromium here: skipped")
        return 77
    browser = Browser(program)
    bad = 0
    try:
        if options.self_test:
            bad += self_test(browser)
        for page in options.pages:
            for width in WIDTHS:
                faults = check(browser, page, width, options.shots)
                bad += len(faults)
                print(f"{page} at {width}: {'good' if not faults else ''}")
                for fault in faults:
                    print("  ", fault)
    finally:
        browser.close()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
