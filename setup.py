"""Puts the program for this computer into the extension's folder, as release.json states it.

Modly runs this when it installs or repairs the extension; `python setup.py` does the same. It can
be run again, run twice at once and killed at any point: only checked bytes get the program's name.
"""
import hashlib
import http.client
import json
import os
import platform
import re
import sys
import threading
import time
from pathlib import Path
from urllib import error, parse, request

if os.name == "nt":
    import msvcrt
else:
    import fcntl

STALL_SECONDS = 20  # without an answer, or without a further byte, from the server
WHOLE_SECONDS = 1800  # for everything: Modly itself waits without a limit
MACHINES = {"amd64": "x86_64", "aarch64": "arm64"}


class Problem(Exception):
    """What went wrong and what to do, in one line."""


class HttpsOnly(request.HTTPRedirectHandler):
    """Lets no request out, redirected ones included, but by https or to this computer."""

    max_redirections = 5

    def http_request(self, req):
        if parse.urlsplit(req.full_url).hostname != "127.0.0.1":
            raise error.URLError("an address has no https")
        return req

    ftp_request = file_request = http_request


def extension_folder(arguments, own_folder):
    """The folder that a host names, in JSON or second of its arguments; else `own_folder`."""
    try:
        named = json.loads(arguments[0])["ext_dir"] if len(arguments) == 1 else arguments[1]
    except (ValueError, LookupError, TypeError):
        named = own_folder
    if not Path(named).is_dir():
        raise Problem("The folder of the extension does not exist; install the extension again")
    return Path(named)


def platform_key(system, machine):
    """The policy's name, such as `linux/x86_64`, for what Python's `platform` says."""
    return f"{system.lower()}/{MACHINES.get(machine.lower(), machine.lower())}"


def refusal(key, libc, rules):
    """Why nothing is installed on platform `key`, or None; `libc` is a name and a version."""
    rule = rules.get(key, {"state": "refused", "note": "There is no program for it"})
    if rule["state"] == "refused":
        return f"{key} is not supported: {rule['note'].rstrip('.')}; use another computer"
    version = [int(part) for part in re.findall(r"\d+", libc[1])[:2]]
    if key.startswith("linux/") and (libc[0] != "glibc" or version < [2, 27]):
        return "This Linux does not have glibc 2.27 or later; use a newer one, and not Alpine"
    return None


def stated(release, key):
    """Name, size and SHA-256 that `release` states for platform `key`."""
    for target in release["targets"].values():
        if target["platform"] == key:
            return target["binary"]["name"], target["binary"]["size"], target["binary"]["sha256"]
    raise Problem(f"Release {release['version']} has no program for {key}; use a newer release")


def fault(file, size, sha256):
    """What is wrong with the bytes of `file`, or None."""
    if file.stat().st_size != size:
        return f"{file.stat().st_size} bytes came where {size} were stated"
    right = hashlib.sha256(file.read_bytes()).hexdigest() == sha256
    return None if right else "the SHA-256 is not the one stated"


def download(url, size, sha256, part):
    """Makes `part` of what is at `url`; gives back why that is of no use, or None."""
    try:
        opened = request.build_opener(HttpsOnly).open(url, timeout=STALL_SECONDS)
        with opened as response, open(part, "xb") as file:
            while file.tell() <= size and (piece := response.read(1 << 16)):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        return fault(part, size, sha256)
    except (OSError, http.client.HTTPException, ValueError) as why:
        return str(why)


def lock(folder):
    """A file that one setup at a time has; the system takes it from one that was killed."""
    file = open(folder / ".setup.lock", "ab")
    while True:
        try:
            if os.name == "nt":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except (BlockingIOError, PermissionError):
            time.sleep(0.1)


def put(program, release, key, by_hand):
    """Puts the program that `release` states for platform `key` at `program`."""
    name, size, sha256 = stated(release, key)
    part = program.with_name(".setup.part")
    program.parent.mkdir(parents=True, exist_ok=True)
    with lock(program.parent):
        part.unlink(missing_ok=True)
        if program.is_file() and not fault(program, size, sha256):
            return
        try:
            why = download(f"{release['urlBase'].rstrip('/')}/{name}", size, sha256, part)
            if why:
                raise Problem(...)
            part.chmod(0o755)
            os.replace(part, program)
        finally:
            part.unlink(missing_ok=True)
