"""Every node."""

import re

import testinfra
from conftest import NET

ALL = ["lb-1", "cp-1", "cp-2", "cp-3", "w-1"]
testinfra_hosts = [f"ssh://{name}" for name in ALL]


def test_name(host):
    if host.backend.hostname != "lb-1":
        assert set(host.addr("k8s-api.lab").ipv4_addresses) == {f"{NET}.10"}


def test_detours(host):
    rules = [rule for rule in host.iptables.rules("nat") if " KUBE-" not in rule]
    away = [rule for rule in rules if re.search(r"-j (DNAT|REDIRECT)", rule)]
    assert not [rule for rule in away if re.search(rf"{re.escape(NET)}\.1[0-3]|--dport 6443", rule)]


def test_machine_ids(host, pytestconfig):
    if host.backend.hostname == "lb-1":
        nodes = [host] + [
            testinfra.get_host(f"ssh://{name}", ssh_config=pytestconfig.option.ssh_config, sudo=True) for name in ALL[1:]
        ]
        ids = [node.file("/etc/machine-id").content_string for node in nodes]
        assert len(set(ids)) == len(ids)
