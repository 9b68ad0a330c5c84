# shellcheck shell=sh disable=SC2034,SC2086
# What every hand-written assertion may use. NET (first three octets), OWN (the node's address) and SHARED (see
# plain.sh) are set before.
P=/etc/kubernetes/pki
M=/etc/kubernetes/manifests
H=/etc/haproxy/haproxy.cfg
export KUBECONFIG=/etc/kubernetes/admin.conf
api() { curl -sS --fail --max-time 2 --cacert $P/ca.crt "$@"; }
etcd() { curl -sS --fail --max-time 2 --cacert $P/etcd/ca.crt --cert $P/etcd/server.crt --key $P/etcd/server.key "$@"; }
runs_with() { tr '\0' '\n' <"/proc/$(pgrep -xo "$1")/cmdline" | grep -qxe "$2"; }
ready() { kubectl get "$@" -o jsonpath='{.items[*].status.conditions[?(@.type=="Ready")].status}'; }
at_least_30s() { grep -Eq "^ *timeout +$1 +([3-9][0-9]s|[1-9][0-9]{2,}s|[1-9][0-9]*[mhd]|[3-9][0-9]{4}(ms)?|[1-9][0-9]{5,}(ms)?) *$" $H; }
loaded_at() {
    main=$(systemctl show -p MainPID --value haproxy) && worker=$(pgrep -n -P "$main" -x haproxy || echo "$main") &&
        stat -c %Y "/proc/$worker"
}
led_by_us() {
    lease=$(kubectl -n kube-system get lease "$1" -o jsonpath='{.spec.holderIdentity} {.spec.renewTime}') || return
    case $lease in cp-[123]_*) test $(($(date +%s) - $(date -d "${lease#* }" +%s))) -lt 20 ;; *) false ;; esac
}
