"""Attacks that want to talk to somebody: real listeners wait outside, and must hear nothing."""

from attack import Attack


def talks(name: str, code: str) -> Attack:
    """An attack that sends something; what it cannot do has a name."""
    body = "\n    ".join(code.splitlines())
    return Attack(name, 10, f"import socket\ntry:\n    {body}\n    print('GOT')\nexcept OSError as error: print(type(error).__name__)", printed="rror\n")


ATTACKS = [
    talks("tcp", "socket.create_connection(('127.0.0.1', TCP_PORT), 2)"),
    talks("tcp6", "socket.socket(socket.AF_INET6).connect(('::1', TCP_PORT))"),
    talks("udp", "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', UDP_PORT))"),
    talks("abstract-socket", "socket.socket(socket.AF_UNIX).connect('\\0CANARY')"),
    talks("dns", "print(socket.getaddrinfo('example.com', 80))"),
    talks("raw-and-netlink", "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)"),
    talks("listens", "socket.create_server(('127.0.0.1', 0))"),
    Attack(
        "through-a-program",
        10,
        """
import subprocess, sys
code = "import socket; socket.create_connection(('127.0.0.1', TCP_PORT), 2); print('GO' + 'T')"
print(subprocess.run([sys.executable, '-S', '-c', code], capture_output=True, text=True).stderr[-200:])""",
        printed="PermissionError",
    ),
]
