# host.sh contain|release|settings BRIDGE...: the engine's own host, from a container in its network namespace.
#
# contain   whatever enters by one of the bridges and would leave by anything but that bridge is rejected, for IPv4 and
#           IPv6; ends with status 3 unless every rule stands afterwards. Until kube-proxy has programmed a service,
#           packets for service addresses follow the default route and would leave the machine.
# release   takes the rules away.
# packets   prints how many packets the rules have rejected.
# settings  the two values of the kernel that containers cannot set for themselves.
set -u
verb=$1
shift

# Rules stand where the engine's own do: docker's chain for its users' rules, in whichever of the two backends holds it.
# (Only to ask the older backend makes its tables; so it is asked only where they are.)
backends=nft
grep -qs filter /proc/net/ip_tables_names /proc/net/ip6_tables_names && backends='nft legacy'
tables4= tables6=
for backend in $backends; do
  iptables-$backend -w 5 -n -L DOCKER-USER >/dev/null 2>&1 && tables4=iptables-$backend
  ip6tables-$backend -w 5 -n -L DOCKER-USER >/dev/null 2>&1 && tables6=ip6tables-$backend
done
chain4=DOCKER-USER chain6=DOCKER-USER
[ -n "$tables4" ] || { tables4=iptables chain4=FORWARD; }
[ -n "$tables6" ] || { tables6=ip6tables chain6=FORWARD; }

each() { # each FUNCTION: calls it with program, chain and bridge of every rule
  for bridge in $bridges; do
    "$1" "$tables4" "$chain4" "$bridge" || return
    "$1" "$tables6" "$chain6" "$bridge" || return
  done
}
stands() { "$1" -w 5 -C "$2" -i "$3" ! -o "$3" -j REJECT 2>/dev/null; }
put() { stands "$@" || "$1" -w 5 -I "$2" 1 -i "$3" ! -o "$3" -j REJECT; }
take() { while stands "$@"; do "$1" -w 5 -D "$2" -i "$3" ! -o "$3" -j REJECT; done; }
count() { "$1" -w 5 -n -v -x -L "$2" | awk -v b="$3" '$3 == "REJECT" && $6 == b {n += $1} END {print n + 0}'; }

bridges=$*
case $verb in
  contain) each put && each stands || exit 3 ;;
  release) each take ;;
  packets) each count | awk '{n += $1} END {print n + 0}' ;;
  settings)
    # kube-proxy asks for max(32768 per processor, 131072) and writes only if the value differs; a node may not write it
    want=$(($(nproc) * 32768))
    [ "$want" -ge 131072 ] || want=131072
    [ "$(cat /proc/sys/net/netfilter/nf_conntrack_max)" = "$want" ] || echo "$want" >/proc/sys/net/netfilter/nf_conntrack_max
    # systemd, containerd and the kubelet of five nodes share one user's allowance; the usual 128 is too few
    [ "$(cat /proc/sys/fs/inotify/max_user_instances)" -ge 8192 ] || echo 8192 >/proc/sys/fs/inotify/max_user_instances
    ;;
  *) exit 2 ;;
esac
