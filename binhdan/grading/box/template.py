"""The warm template process: imports everything once, then forks one child a hand-in."""

from __future__ import annotations

import array
import gc
import json
import os
import signal
import socket
import sys


def main(descriptor: int, settings: dict) -> None:
    """Serve the keeper on the control socket ``descriptor`` until it closes.

    ``settings``: {"walls": …, "interpreter": [folders], "preload": [modules]}.
    """
    control = socket.socket(fileno=descriptor)
    own_pids = None
    if settings["walls"]["namespaces"]:
        own_pids = _leave(control, settings["interpreter"])
    from binhdan.grading.box.room import live
    from binhdan.grading.box.shell import Shell

    shell = Shell(settings["preload"])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Children share the template's memory as long as the collector leaves it alone.
    gc.collect()
    gc.freeze()
    gc.disable()
    children: dict[int, int] = {}
    control.send(b"up")
    while True:
        message, extra, _, _ = control.recvmsg(32, socket.CMSG_SPACE(8))
        if not message:
            os._exit(0)
        word, number = message.split()
        if word == b"how":
            control.send(b"%d" % _how_it_ended(children.pop(int(number))))
            continue
        _bury(children)
        job_file, stream = array.array("i", extra[0][2])
        children[int(number)] = _fork(control, own_pids, job_file, stream, lambda job: live(shell, job, stream, stream))


def _leave(control: socket.socket, interpreter: list[str]) -> int:
    """Go into namespaces and a root folder of the box's own; returns this pid namespace, held open."""
    from binhdan.grading.box import jail
    from binhdan.grading.box import syscalls as sys_

    sys_.die_with_parent()
    sys_.unshare(sys_.NEWUSER | sys_.NEWPID)
    control.send(b"map")
    if control.recv(16) != b"mapped":
        raise RuntimeError("no user ids")
    # Only children live in the new pid namespace: the template goes on as its number 1.
    if child := os.fork():
        control.close()
        os._exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 0xFF)
    sys_.die_with_parent()
    own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    jail.enter(interpreter)
    jail.private_scratch(interpreter)  # the template's own; each child gets a fresh one
    return own_pids


def _how_it_ended(child: int) -> int:
    """Wait for a child that has ended; its status as ``os.waitstatus_to_exitcode`` gives it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _bury(children: dict[int, int]) -> None:
    """Take leave of the children that have ended and nobody asked about."""
    for number, child in list(children.items()):
        if os.waitpid(child, os.WNOHANG)[0]:
            del children[number]


def _fork(control: socket.socket, own_pids: int | None, job_file: int, stream: int, live) -> int:
    """Fork a child for one job, tell the keeper who it is, and return its number."""
    if own_pids is not None:
        from binhdan.grading.box import syscalls as sys_

        # From the template's own pid namespace, so that each child is number 1 of a new one.
        sys_.setns(own_pids, sys_.NEWPID)
        sys_.unshare(sys_.NEWPID)
    child = os.fork()
    if child == 0:
        _child(control, job_file, stream, live)
    for descriptor in (job_file, stream):
        os.close(descriptor)
    watched = os.pidfd_open(child)  # a child that has ended keeps its number until it is buried
    socket.send_fds(control, [b"ok"], [watched])
    os.close(watched)
    return child


def _child(control: socket.socket, job_file: int, stream: int, live) -> None:
    status = 0
    try:
        os.setsid()
        control.close()
        gc.enable()
        with open(job_file, "rb") as file:
            job = json.loads(file.read())
        # The keeper may have to put this process under a limit before it does anything.
        os.read(stream, 1)
        live(job)
    except BaseException as error:
        from binhdan.grading.box import frames

        status = 70
        try:
            frames.send(stream, "crash", {"error": f"{type(error).__name__}: {error}"})
        except BaseException:
            pass
    finally:
        os._exit(status)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]), json.loads(sys.argv[2]))
    except (BrokenPipeError, ConnectionResetError):  # the keeper has gone
        os._exit(0)
