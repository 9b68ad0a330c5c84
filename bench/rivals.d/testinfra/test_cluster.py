"""What the API tells, asked on the first control plane."""

from datetime import datetime, timedelta, timezone

import pytest
from conftest import KUBECTL, NET, objects, ready

testinfra_hosts = ["ssh://cp-1"]

ROLE = "node-role.kubernetes.io/control-plane"
CONTROL_PLANES = ["cp-1", "cp-2", "cp-3"]


@pytest.fixture(scope="module")
def nodes(host):
    return objects(host, "nodes")


@pytest.fixture(scope="module")
def pods(host):
    return objects(host, "pods -n kube-system")


def runs(pods, label, value, nodes):
    """There is one ready pod with the label on each of the nodes."""
    found = [pod for pod in pods if pod["metadata"].get("labels", {}).get(label) == value]
    assert all(ready(pod) for pod in found)
    assert sorted(pod["spec"]["nodeName"] for pod in found) == nodes


def test_endpoint(host):
    config = host.check_output(f"{KUBECTL} -n kube-system get cm kubeadm-config -o jsonpath='{{.data.ClusterConfiguration}}'")
    assert "controlPlaneEndpoint: k8s-api.lab:6443" in config.splitlines()


def test_cluster_info(host):
    config = host.check_output(f"{KUBECTL} -n kube-public get cm cluster-info -o jsonpath='{{.data.kubeconfig}}'")
    assert "server: https://k8s-api.lab:6443" in config


def test_control_planes(nodes):
    found = [node for node in nodes if ROLE in node["metadata"]["labels"]]
    assert sorted(node["metadata"]["name"] for node in found) == CONTROL_PLANES
    assert all(ready(node) for node in found)


def test_tainted(nodes):
    for node in nodes:
        if node["metadata"]["name"] in CONTROL_PLANES:
            assert any(t["key"] == ROLE and t["effect"] == "NoSchedule" for t in node["spec"].get("taints", []))


def test_addresses(nodes):
    found = {
        node["metadata"]["name"]: a["address"]
        for node in nodes
        for a in node["status"]["addresses"]
        if a["type"] == "InternalIP"
    }
    assert found == {"cp-1": f"{NET}.11", "cp-2": f"{NET}.12", "cp-3": f"{NET}.13", "w-1": f"{NET}.21"}


def test_versions(nodes):
    assert all(node["status"]["nodeInfo"]["kubeletVersion"].startswith("v1.35.") for node in nodes)


def test_worker(nodes):
    found = [node for node in nodes if ROLE not in node["metadata"]["labels"]]
    assert [node["metadata"]["name"] for node in found] == ["w-1"]
    assert ready(found[0])


def test_api_pods(pods):
    runs(pods, "component", "kube-apiserver", CONTROL_PLANES)


def test_scheduler_pods(pods):
    runs(pods, "component", "kube-scheduler", CONTROL_PLANES)


def test_controller_pods(pods):
    runs(pods, "component", "kube-controller-manager", CONTROL_PLANES)


def test_dns(pods):
    found = [pod for pod in pods if pod["metadata"].get("labels", {}).get("k8s-app") == "kube-dns"]
    assert len(found) == 2
    assert all(ready(pod) for pod in found)


@pytest.mark.parametrize("component", ["scheduler", "controller-manager"])
def test_lease(host, component):
    lease = [l for l in objects(host, "leases -n kube-system") if l["metadata"]["name"] == f"kube-{component}"][0]["spec"]
    assert lease["holderIdentity"].split("_")[0] in CONTROL_PLANES
    renewed = datetime.fromisoformat(lease["renewTime"].replace("Z", "+00:00"))
    assert datetime.now(timezone.utc) - renewed < timedelta(seconds=20)
