"""Puts the program for this computer into the extension's folder, as release.json states it.

Modly runs this when it installs or repairs the extension; `python setup.py` does the same. It can
be run again, run twice at once and killed at any point: only checked bytes get the program's name.
"""
import contextlib
import hashlib
import http.client
import json
import os
import platform
import sys
import threading
from pathlib import Path
from urllib import parse, request

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
            raise ValueError("an address has no https")
        return req
    ftp_request = file_request = http_request


def extension_folder(arguments, own):
    """The folder that a host names, in JSON or second of its arguments; else this file's `own`."""
    try:
        folder = Path(json.loads(arguments[0])["ext_dir"] if len(arguments) == 1 else arguments[1])
    except (ValueError, LookupError, TypeError):
        folder = own
    if not folder.is_dir():
        raise Problem("The extension's folder does not exist; install the extension again")
    return folder


def platform_key(system, machine):
    """The policy's name, such as `linux/x86_64`, for what Python's `platform` says."""
    return f"{system.lower()}/{MACHINES.get(machine.lower(), machine.lower())}"


def check_platform(key, rules):
    """Raises Problem unless the policy's `rules` let the program run on platform `key`."""
    rule = rules.get(key, {"state": "refused", "note": "There is no program for it"})
    if rule["state"] == "refused":
        raise Problem(f"{key} is not supported: {rule['note'].rstrip('.')}; use another computer")


def fault(file, binary):
    """What is wrong with the bytes of `file`, or None; `binary` is as in release.json."""
    found = file.stat().st_size if file.is_file() else 0
    if found != binary["size"]:
        return f"{found} bytes where {binary['size']} are stated"
    right = hashlib.sha256(file.read_bytes()).hexdigest() == binary["sha256"]
    return None if right else "the SHA-256 is not the one stated"


def download(url, binary, part):
    """Writes what is at `url` to `part`; gives back why that is of no use, or None."""
    try:
        opened = request.build_opener(HttpsOnly).open(url, timeout=STALL_SECONDS)
        with opened as response, open(part, "wb", buffering=0) as file:
            while file.tell() <= binary["size"] and (piece := response.read(1 << 16)):
                file.write(piece)
            os.fsync(file.fileno())
        return fault(part, binary)
    except (OSError, http.client.HTTPException, ValueError) as why:
        return getattr(why, "strerror", None) or why


def put(program, url, binary):
    """Downloads `program`; no failure matters once another run has put it there."""
    program.parent.mkdir(parents=True, exist_ok=True)
    part = program.with_name(f".setup-{os.urandom(8).hex()}.part")
    part.touch(0o755)
    try:
        print(f"Downloading {url} ({binary['size'] >> 20} MB)", flush=True)
        why = download(url, binary, part)
        if why:
            raise Problem(f"Downloading {url} failed: {why}; run setup again, or put that file at "
                          f"bin/{program.parent.name}/{program.name} by hand")
        os.replace(part, program)
    except (OSError, Problem):
        if fault(program, binary):
            raise
    finally:
        part.unlink(missing_ok=True)


def install(own, folder):
    """Has the program that the files in `own` state at its place in `folder`; raises Problem."""
    key = platform_key(platform.system(), platform.machine())
    check_platform(key, json.loads((own / "policy/default.json").read_bytes())["platforms"])
    place = f"bin/{key.replace('/', '-')}/modly-codex-image{'.exe' if os.name == 'nt' else ''}"
    program = folder / place
    if (own / "release.json").exists():
        release = json.loads((own / "release.json").read_bytes())
        binary = {each["platform"]: each["binary"] for each in release["targets"].values()}.get(key)
        if not binary:
            raise Problem(f"This release is not for {key}; install the archive that is")
        if fault(program, binary):
            if not release["urlBase"]:
                raise Problem(f"No address is in release.json; put {binary['name']} at {place}")
            put(program, f"{release['urlBase']}/{binary['name']}", binary)
    elif not program.is_file():
        raise Problem("There is no release.json, as in a source checkout; install a release's "
                      f"archive, or put a program at {place} by hand")
    if not os.access(program, os.X_OK):
        program.chmod(0o755)
    for part in program.parent.glob(".setup-*.part"):  # of runs killed, or now of no use
        with contextlib.suppress(OSError):
            part.unlink()


def end(line):
    """Ends this process at once, even while a download waits."""
    print(f"Setup failed: {' '.join(str(line).split())}", file=sys.stderr, flush=True)
    os._exit(1)


def main(arguments):
    limit = threading.Timer(WHOLE_SECONDS, end, ["It took too long; run setup again"])
    limit.daemon = True
    limit.start()
    try:
        own = Path(__file__).resolve().parent
        install(own, extension_folder(arguments, own))
    except (Problem, KeyboardInterrupt) as why:
        end(str(why) or "It was interrupted; run setup again")
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        end("release.json or policy/default.json is damaged or gone; install the extension again")
    except OSError as why:
        end(f"The program cannot be put in the folder bin ({why.strerror}); make the folder "
            "writable, move away what is in its way, close Modly, and run setup again")


if __name__ == "__main__":
    main(sys.argv[1:])
