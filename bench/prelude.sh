# shellcheck shell=sh disable=SC2034
# What every hand-written assertion may use. NET (first three octets), OWN (the node's address) and SHARED (see
# plain.sh) are set before.
P=/etc/kubernetes/pki
M=/etc/kubernetes/manifests
export KUBECONFIG=/etc/kubernetes/admin.conf
api() { curl -sS --fail --max-time 2 --cacert $P/ca.crt "$@"; }
etcd() { curl -sS --fail --max-time 2 --cacert $P/etcd/ca.crt --cert $P/etcd/server.crt --key $P/etcd/server.key "$@"; }
runs_with() { tr '\0' '\n' <"/proc/$(pgrep -xo "$1")/cmdline" | grep -qxe "$2"; }
ready() { kubectl get "$@" -o jsonpath='{.items[*].status.conditions[?(@.type=="Ready")].status}'; }
