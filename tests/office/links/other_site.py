"""Another site, of the tests' own: on this machine, under whatever names a test gives it."""

import ssl
import subprocess
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.servers.process import program

SLOW, MANY = 30, 2000


class Handler(BaseHTTPRequestHandler):
    """What it answers stands in the path."""

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        site = self.server
        path = self.path.partition("?")[0]
        site.asked.append((self.command, self.headers["Host"], self.path))
        site.agents.add(self.headers["User-Agent"])
        if path == "/robots.txt":
            return self.say(200 if site.robots else 404, body=site.robots.encode())
        if path == "/chi-get" and self.command == "HEAD":
            return self.say(405)
        if path == "/ngat-head" and self.command == "HEAD":
            return self.connection.close()
        if path in ("/404", "/403", "/500"):
            return self.say(int(path[1:]))
        if path in site.gone:
            return self.say(404)
        if path.startswith("/dan/"):  # /dan/3: three steps on
            left = int(path.rpartition("/")[2])
            return self.say(301, "/song" if left == 1 else f"/dan/{left - 1}")
        if path in site.leads:
            return self.say(302, site.leads[path])
        if path == "/cham":  # a byte now and then, never the end of a line
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _n in range(SLOW * 10):
                time.sleep(0.1)
                self.wfile.write(b"a")
            return None
        if path == "/to":  # headers without an end
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for n in range(MANY):
                self.wfile.write(f"X-{n}: {'a' * 1000}\r\n".encode())
            return self.wfile.write(b"\r\n")
        if path == "/than-to":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            for _n in range(MANY):
                self.wfile.write(b"a" * 10_000)
            return None
        return self.say(200)

    def say(self, status, location="", body=b""):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body) if self.command == "GET" else None

    def handle(self):
        with suppress(OSError):  # whoever asked has gone
            super().handle()

    def log_message(self, *_args):
        pass


class OtherSite(ThreadingHTTPServer):
    """``asked``: what was asked for, in order; ``leads``: {path: where it leads}; ``gone``: what is no more; ``robots``: its robots.txt."""

    daemon_threads = True

    def __init__(self, certificate=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked, self.agents, self.leads, self.gone, self.robots = [], set(), {}, set(), ""
        self.scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, args=[0.02], daemon=True).start()

    def end(self):
        self.shutdown()
        self.server_close()

    @property
    def port(self):
        return self.server_address[1]

    def url(self, path="/song", name="khac.vn"):
        return f"{self.scheme}://{name}:{self.port}{path}"

    @property
    def paths(self):
        return [path for _method, _host, path in self.asked if path != "/robots.txt"]


def certificate(folder, name="khac.vn"):
    """A file with a key and a certificate that it signed itself."""
    key, cert, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run([program("openssl"), *made, "-keyout", key, "-out", cert], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both
