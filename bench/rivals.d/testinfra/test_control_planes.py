"""Each control plane."""

import json
import os
import re
import shlex

testinfra_hosts = [f"ssh://cp-{n}" for n in (1, 2, 3)]

PKI = "/etc/kubernetes/pki"
ETCD = f"curl -sS --fail --max-time 2 --cacert {PKI}/etcd/ca.crt --cert {PKI}/etcd/server.crt --key {PKI}/etcd/server.key"


def server(host, name):
    """Where a kubeconfig leads."""
    return re.search(r"server: (\S+)", host.file(f"/etc/kubernetes/{name}").content_string)[1]


def etcd(host, path, body="{}"):
    """What the member on this node answers."""
    return json.loads(host.check_output(f"{ETCD} -d %s https://127.0.0.1:2379/v3/%s", body, path))


def has_flag(host, component, process, flag):
    """A flag stands in the manifest, and the running process has it."""
    manifest = host.file(f"/etc/kubernetes/manifests/{component}.yaml").content_string
    assert re.search(rf"^ +- {re.escape(flag)}$", manifest, re.M)
    assert flag in shlex.split(host.process.get(comm=process).args)


def verifies(host, certificate, ca, *claims):
    """A certificate is good for 30 days and proves each claim to who trusts the CA."""
    assert host.run(f"openssl x509 -in {PKI}/{certificate} -noout -checkend 2592000").rc == 0
    for claim in claims:
        assert host.run(f"openssl verify -CAfile {PKI}/{ca} {claim} {PKI}/{certificate}").rc == 0


def test_control_plane_kubelet(host, own):
    assert server(host, "kubelet.conf") in (f"https://{own}:6443", "https://k8s-api.lab:6443")


def test_admin(host):
    assert server(host, "admin.conf") in ("https://k8s-api.lab:6443", f"https://{os.environ['NET']}.10:6443")


def test_admin_certificate(host):
    data = "awk '/client-certificate-data/ {print $2}' /etc/kubernetes/admin.conf | base64 -d"
    assert host.run(f"{data} | openssl x509 -noout -checkend 0").rc == 0


def test_api_certificate(host, own):
    verifies(host, "apiserver.crt", "ca.crt", "-verify_hostname k8s-api.lab", f"-verify_ip {own}", "-purpose sslserver")


def test_etcd_certificate(host, own):
    verifies(host, "etcd/server.crt", "etcd/ca.crt", f"-verify_ip {own}")


def test_shared(host):
    files = "ca.crt ca.key sa.key sa.pub front-proxy-ca.crt front-proxy-ca.key etcd/ca.crt etcd/ca.key"
    assert host.check_output(f"cd {PKI} && cat {files} | sha256sum").split()[0] == os.environ["SHARED"]


def test_members(host):
    members = etcd(host, "cluster/member/list")["members"]
    assert sorted(member.get("name", "") for member in members) == ["cp-1", "cp-2", "cp-3"]
    assert not any(member.get("isLearner") for member in members)


def test_etcd_health(host):
    assert json.loads(host.check_output("curl -sS --max-time 2 http://127.0.0.1:2381/health"))["health"] == "true"


def test_etcd_leader(host):
    assert int(etcd(host, "maintenance/status")["leader"]) > 0


def test_etcd_alarms(host):
    assert not etcd(host, "maintenance/alarm", '{"action":"GET"}').get("alarms")


def test_etcd_local(host):
    has_flag(host, "kube-apiserver", "kube-apiserver", "--etcd-servers=https://127.0.0.1:2379")


def test_advertised(host, own):
    has_flag(host, "kube-apiserver", "kube-apiserver", f"--advertise-address={own}")


def test_scheduler_election(host):
    has_flag(host, "kube-scheduler", "kube-scheduler", "--leader-elect=true")


def test_controller_election(host):
    has_flag(host, "kube-controller-manager", "kube-controller", "--leader-elect=true")
