#!/bin/bash
# Records who holds a virtual address when two real keepalived run: `unshare -m -n ./record.sh` as root on Debian with the
# package keepalived. Three network namespaces on one bridge stand for lb-1, lb-2 and cp-1; all of it ends with the script.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mount --make-rprivate /
mount -t tmpfs halab /run
mkdir /run/netns
ip link set lo up
ip link add name lab type bridge
ip link set lab up
for entry in lb-1:8 lb-2:9 cp-1:11; do
    node=${entry%:*}
    ip netns add "$node"
    ip link add name "to-$node" type veth peer name eth1 netns "$node"
    ip link set "to-$node" master lab up
    ip -n "$node" link set lo up
    ip -n "$node" link set eth1 up
    ip -n "$node" addr add "192.168.56.${entry#*:}/24" dev eth1
done
pids=
# Starts keepalived on node $1 with priority $2 and router id $3.
keep() {
    cat >"/run/$1.conf" <<E
vrrp_instance VI_1 {
    state BACKUP
    interface eth1
    virtual_router_id $3
    priority $2
    advert_int 1
    virtual_ipaddress {
        192.168.56.10/24
    }
}
E
    ip netns exec "$1" keepalived -n -l -P -f "/run/$1.conf" -p "/run/$1.pid" -r "/run/$1-vrrp.pid" >"/run/$1.log" 2>&1 &
    pids="$pids $!"
}
stop() {
    for p in $pids; do
        kill "$p"
        wait "$p" || true
    done
    pids=
}
# Case $1: what every node says now, after cp-1 has spoken to the address.
look() {
    sleep 6
    ip netns exec cp-1 timeout 2 bash -c ': </dev/tcp/192.168.56.10/6443' 2>/dev/null || true
    for node in lb-1 lb-2 cp-1; do
        echo "== $node addresses 0"
        ip netns exec "$node" ip -j addr
        echo "== $node neighbours 0"
        ip netns exec "$node" ip -j -4 neigh
    done >"$here/$1.txt"
}
trap stop EXIT
look fails-vip.none-nobody-runs
keep lb-1 101 51
keep lb-2 100 51
look passes-on-lb-1
set -- $pids
kill "$1"
wait "$1" || true
pids=$2
look passes-moved-to-lb-2
stop
keep lb-1 101 51
keep lb-2 100 52
look fails-vip.split-router-ids
stop
ip -n lb-1 addr add 192.168.56.10/24 dev lo
look fails-vip.device-loopback
ip -n lb-1 addr del 192.168.56.10/24 dev lo
ip -n lb-1 addr add 192.168.56.10/24 dev eth1
ip -n lb-2 addr add 192.168.56.10/24 dev eth1
look fails-vip.split-static-on-both
ip -n lb-2 addr del 192.168.56.10/24 dev eth1
ip -n cp-1 neigh replace 192.168.56.10 lladdr "$(ip netns exec lb-2 cat /sys/class/net/eth1/address)" dev eth1 nud permanent
look fails-vip.arp-permanent-entry
