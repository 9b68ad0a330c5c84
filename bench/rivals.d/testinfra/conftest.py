"""What the tests share, and how their outcome is printed."""

import json
import os
import re

import pytest

NET = os.environ["NET"]
KUBECTL = "kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout=5s"


@pytest.fixture(scope="module")
def own(host):
    """The address of the node in the lab's network."""
    name = host.backend.hostname
    return {"lb": f"{NET}.10", "cp": f"{NET}.1", "w": f"{NET}.2"}[name.split("-")[0]] + name.split("-")[1] * (name != "lb-1")


def objects(host, what):
    """Objects of the API, as cp-1 sees them."""
    listed = host.run(f"{KUBECTL} get {what} -o json")
    assert listed.rc == 0, listed.stderr
    return json.loads(listed.stdout)["items"]


def ready(thing):
    """Whether a node or a pod is ready."""
    return any(c["type"] == "Ready" and c["status"] == "True" for c in thing["status"].get("conditions", []))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """An assertion that does not hold is one thing, a test that could not be carried out another."""
    outcome = yield
    if call.excinfo and not call.excinfo.errisinstance(AssertionError):
        outcome.get_result().user_properties.append(("untold", True))


def pytest_terminal_summary(terminalreporter):
    """Prints a line for each test."""
    for reports in ("failed", "error", "passed"):
        for report in terminalreporter.stats.get(reports, []):
            name, node, part = re.match(r"test_(\w+)\[ssh://(lb-1|cp-\d|w-1)-?(.*)\]", report.location[2]).groups()
            word = "ok" if report.passed else "??" if ("untold", True) in report.user_properties else "no"
            name = name.replace("_", "-") + (f"-{part}" if part else "")
            terminalreporter.write_line(f"{word} {node} {name}")
