"""What the worker sees of the API servers and of the endpoint."""

import re

import pytest
from conftest import NET

testinfra_hosts = ["ssh://w-1"]

API = "curl -sS --fail --max-time 2 --cacert /etc/kubernetes/pki/ca.crt"


def test_worker_lb(host):
    assert "server: https://k8s-api.lab:6443" in host.file("/etc/kubernetes/kubelet.conf").content_string


@pytest.mark.parametrize("number", [1, 2, 3])
def test_api(host, number):
    address = f"{NET}.1{number}"
    assert host.check_output(f"{API} https://{address}:6443/readyz") == "ok"
    assert host.check_output(f"{API} --resolve k8s-api.lab:6443:{address} https://k8s-api.lab:6443/readyz") == "ok"


def test_reach(host):
    host.run_test(f"for i in 1 2 3 4 5 6 7 8 9 10 11 12; do {API} https://k8s-api.lab:6443/readyz || exit 1; done")


def test_spread(host):
    ask = f"{API} -o /dev/null -w '%{{certs}}' https://k8s-api.lab:6443/readyz"
    shown = host.run(f"for i in 1 2 3 4 5 6 7 8 9 10 11 12; do {ask}; done").stdout
    assert len(set(re.findall(r"^Serial Number:.*", shown, re.M))) == 3
