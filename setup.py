"""Puts the program for this computer into the extension's folder.

Modly runs this file when it installs or repairs the extension, with a JSON object
or with `python_exe ext_dir gpu_sm`; `python setup.py` by hand does the same. It
can be run again, run twice at once, and be killed at any point: the program gets
its name only when it is whole and its SHA-256 is the one in release.json.
"""
import contextlib
import hashlib
import http.client
import json
import os
import platform
import re
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

try:
    import fcntl
except ImportError:
    import msvcrt

STALL_SECONDS = 20  # without an answer or a further byte from the server
WHOLE_SECONDS = 1800  # for everything, so that Modly, which sets no limit, never hangs
GLIBC = (2, 27)  # the newest symbol version that the Deno runtime asks for
SYSTEMS = {"linux": "linux", "darwin": "darwin", "windows": "windows"}
MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "arm64": "arm64", "aarch64": "arm64"}

class Problem(Exception):
    """What went wrong and what to do, in one line."""

class BadDownload(Exception):
    """Why the bytes that a server sent, or did not send, are of no use."""

def extension_folder(arguments, own_folder):
    """The folder that a host names in one of its ways; `own_folder` when it names none."""
    named = None
    try:
        if len(arguments) == 1:
            named = json.loads(arguments[0]).get("ext_dir")
        elif arguments:
            named = arguments[1]
        folder = Path(named) if named else own_folder
    except (ValueError, AttributeError, TypeError):
        raise Problem("The argument is not understood; run `python setup.py` without any") from None
    if not folder.is_dir():
        raise Problem(f"The extension folder {folder} does not exist; install the extension again")
    return folder

def platform_key(system, machine):
    """The policy's name, such as `linux/x86_64`, for what Python's `platform` says."""
    system, machine = system.lower(), machine.lower()
    return f"{SYSTEMS.get(system, system)}/{MACHINES.get(machine, machine)}"

def refusal(key, libc, platforms):
    """Why nothing is installed on platform `key`, or None; `libc` is a name and a version."""
    rule = platforms.get(key, {"state": "refused", "note": "There is no program for it."})
    if rule["state"] == "refused":
        return f"{key} is not supported: {rule['note'].rstrip('.')}; use another computer"
    version = tuple(int(part) for part in re.findall(r"\d+", libc[1])[:2])
    if key.startswith("linux/") and (libc[0] != "glibc" or version < GLIBC):
        found = " ".join(libc).strip() or "another C library"
        return f"This Linux has {found}, not glibc 2.27 or later; use a newer system"
    return None

def safe(url):
    """Whether bytes may come from `url`: https, or this computer itself."""
    parts = urllib.parse.urlsplit(url)
    loopback = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1")
    return parts.scheme == "https" or loopback

class SafeRedirects(urllib.request.HTTPRedirectHandler):
    """Follows at most five redirects, and only to safe places."""
    max_redirections = 5

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if not safe(newurl):
            raise BadDownload("the server redirects to an address that is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)

def pieces(url):
    """The bytes at `url` as they come; raises BadDownload."""
    if not safe(url):
        raise BadDownload("the address is not https")
    try:
        opener = urllib.request.build_opener(SafeRedirects)
        with opener.open(url, timeout=STALL_SECONDS) as response:
            while piece := response.read(1 << 16):
                yield piece
    except urllib.error.HTTPError as error:
        raise BadDownload(f"the server answered {error.code} {error.reason}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise BadDownload(f"{getattr(error, 'reason', error)}") from None

def download(url, size, sha256, part):
    """Writes `part`, exactly `size` bytes with this hash; raises BadDownload."""
    digest, received = hashlib.sha256(), 0
    with open(part, "xb") as file:
        for piece in pieces(url):
            received += len(piece)
            if received > size:
                raise BadDownload(f"the server sends more than the {size} bytes in release.json")
            digest.update(piece)
            file.write(piece)
        os.fsync(file.fileno())
    if received < size:
        raise BadDownload(f"the server sent {received} of {size} bytes")
    if digest.hexdigest() != sha256:
        raise BadDownload("the SHA-256 is not the one in release.json")

def is_right(program, size, sha256):
    if not program.is_file() or program.stat().st_size != size:
        return False
    return hashlib.sha256(program.read_bytes()).hexdigest() == sha256

@contextlib.contextmanager
def alone(folder):
    """One setup at a time; the system frees the lock of a run that was killed."""
    with open(folder / ".setup.lock", "ab") as lock:
        while not locked(lock):
            time.sleep(0.1)
        yield

def locked(file):
    try:
        if os.name == "nt":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except (BlockingIOError, PermissionError):
        return False
