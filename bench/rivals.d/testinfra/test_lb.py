"""The load balancer."""

import csv
import io
import re

from conftest import NET

testinfra_hosts = ["ssh://lb-1"]

CONFIG = "/etc/haproxy/haproxy.cfg"
CONTROL_PLANES = [f"{NET}.{n}" for n in (11, 12, 13)]


def lines(host, keyword):
    """The lines of the configuration that begin with a keyword, without comments."""
    text = host.file(CONFIG).content_string
    stripped = [re.sub(r"#.*", "", line).split() for line in text.splitlines()]
    return [words for words in stripped if words[: len(keyword)] == keyword]


def told(host, command):
    """What the running HAProxy answers to a command on its socket."""
    return host.check_output("echo %s | socat - /run/haproxy/admin.sock", command)


def test_lb_valid(host):
    assert host.package("haproxy").is_installed
    assert host.run(f"haproxy -c -q -f {CONFIG}").rc == 0


def test_lb_bind(host):
    binds = [words[1] for words in lines(host, ["bind"])]
    assert any(re.search(r":6443$", b) and not re.fullmatch(r"(127\.|localhost)[^,]*", b) for b in binds)


def test_lb_mode(host):
    assert lines(host, ["mode", "tcp"])
    assert not lines(host, ["mode", "http"])
    assert not any("ssl" in words for words in lines(host, ["bind"]))


def test_lb_servers(host):
    servers = lines(host, ["server"])
    wanted = [f"{a}:6443" for a in CONTROL_PLANES]
    names = {f"cp-{n}:6443": f"{NET}.1{n}:6443" for n in (1, 2, 3)}
    assert sorted(names.get(words[2], words[2]) for words in servers) == wanted
    options = [o for words in servers + lines(host, ["default-server"]) for o in words]
    assert not {"backup", "disabled", "send-proxy", "ssl"} & set(options)


def test_lb_probe(host):
    assert lines(host, ["option", "httpchk"]) or lines(host, ["tcp-check", "send"])
    assert any("check" in words for words in lines(host, ["server"]) + lines(host, ["default-server"]))


def test_lb_timeouts(host):
    units = {"us": 1e-6, "ms": 1e-3, "": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86400}
    for side in ("client", "server"):
        times = [re.fullmatch(r"(\d+)([a-z]*)", words[2]) for words in lines(host, ["timeout", side])]
        assert times
        assert all(int(t[1]) * units[t[2]] >= 30 for t in times)


def test_lb_active(host):
    assert host.service("haproxy").is_running


def test_lb_enabled(host):
    assert host.service("haproxy").is_enabled


def test_lb_process(host):
    master = host.service("haproxy").systemd_properties["MainPID"]
    assert host.file(f"/proc/{master}/exe").linked_to == "/usr/sbin/haproxy"
    assert f"-f {CONFIG} " in host.process.get(pid=int(master)).args + " "


def test_lb_fresh(host):
    workers = host.process.filter(comm="haproxy")
    newest = max(int(p.pid) for p in workers)
    assert host.file(f"/proc/{newest}").mtime >= host.file(CONFIG).mtime


def test_lb_port(host):
    sockets = host.check_output("ss -Hltnp 'sport = :6443'")
    assert set(re.findall(r'"([^"]+)"', sockets)) == {"haproxy"}


def test_lb_state(host):
    rows = list(csv.DictReader(io.StringIO(told(host, "show stat").removeprefix("# "))))
    servers = [row for row in rows if row["type"] == "2"]
    assert len(servers) == 3
    for row in servers:
        assert row["status"] == "UP"
        assert int(row["weight"]) > 0
        assert "L7OK" in row["check_status"]


def test_lb_addresses(host):
    rows = [line.split() for line in told(host, "show servers state").splitlines()[2:] if line]
    assert sorted(f"{row[4]}:{row[18]}" for row in rows) == [f"{a}:6443" for a in CONTROL_PLANES]
