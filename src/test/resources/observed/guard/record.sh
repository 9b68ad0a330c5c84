#!/bin/bash
# Records what the fact `detours` reads: rules of kube-proxy on the nodes of a real cluster in system containers, and rules
# that a learner might add there. `./record.sh NODE=CONTAINER…` with the nodes lb-1, cp-1 and w-1 of a lab that is solved up
# to its last task; whatever is added on a node is taken away again.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
declare -A container
for entry in "$@"; do container[${entry%%=*}]=${entry#*=}; done

# As the function `rules` of probes.sh.
rules='
for table in nat mangle; do
    grep -q -x $table /proc/net/ip_tables_names 2>/dev/null || continue
    echo legacy
    iptables-legacy-save -t $table
done
echo nftables
nft -n -s list ruleset
echo end'

# Case $1 on node $2: what is read after commands $3, which commands $4 take back.
case_of() {
    docker exec "${container[$2]}" sh -c "$3"
    docker exec -e LC_ALL=C "${container[$2]}" sh -c "$rules" 2>/dev/null >"$here/$1.txt"
    docker exec "${container[$2]}" sh -c "$4"
}

# Case $1 on node $2: what is read while rule $3 of iptables stands.
iptables_case() {
    case_of "$1" "$2" "iptables -w -t nat -A $3" "iptables -w -t nat -D $3"
}

# Case $1 on node $2: what is read while table $3 of nftables stands.
nft_case() {
    case_of "$1" "$2" "nft -f - <<'N'
table ip learner {
$3
}
N" 'nft delete table ip learner'
}

for node in lb-1 cp-1 w-1; do case_of "passes-$node" "$node" : :; done

api=$(docker exec "${container[w-1]}" getent ahostsv4 k8s-api.lab | sed -n '1s/ .*//p')
net=${api%.*}
iptables_case fails-guard.nat-dnat-output w-1 "OUTPUT -d $api/32 -p tcp -m tcp --dport 6443 -j DNAT --to-destination $net.11:6443"
iptables_case fails-guard.nat-dnat-of-one-user w-1 "OUTPUT -p tcp -m owner --uid-owner 1000 -m tcp --dport 6443 -j DNAT --to-destination $net.11"
iptables_case fails-guard.nat-dnat-of-the-network w-1 "OUTPUT -d $net.8/29 -p tcp -j DNAT --to-destination $net.11"
iptables_case fails-guard.nat-redirect-multiport lb-1 "PREROUTING -p tcp -m multiport --dports 443,6443 -j REDIRECT --to-ports 7443"
iptables_case fails-guard.nat-dnat-in-a-chain-of-kube-proxy w-1 "KUBE-SERVICES -d $api/32 -p tcp -m tcp --dport 6443 -j DNAT --to-destination $net.12:6443"
iptables_case fails-guard.nat-to-an-endpoint-of-kube-proxy w-1 "OUTPUT -d $api/32 -j $(docker exec "${container[w-1]}" iptables -w -t nat -S | sed -n "s/^-A \(KUBE-SEP-[A-Z0-9]*\) .*DNAT --to-destination $net.12:6443$/\1/p" | head -n 1)"
iptables_case passes-other-port w-1 "OUTPUT -d $api/32 -p tcp -m tcp --dport 443 -j DNAT --to-destination $api:6443"
iptables_case passes-other-address w-1 "OUTPUT ! -d $net.0/24 -p tcp -m tcp --dport 6443 -j DNAT --to-destination $net.11:6443"
iptables_case passes-udp w-1 "OUTPUT -p udp -m udp --dport 6443 -j DNAT --to-destination $net.11"
case_of fails-guard.nat-legacy w-1 "iptables-legacy -w -t nat -A OUTPUT -d $api/32 -p tcp -m tcp --dport 6443 -j DNAT --to-destination $net.11:6443" \
    'iptables-legacy -w -t nat -F OUTPUT'
case_of passes-legacy-emptied w-1 : :

out='type nat hook output priority -100; policy accept;'
nft_case fails-guard.nat-nft w-1 "chain out { $out
ip daddr $api tcp dport { 443, 6443 } counter dnat to $net.11:6443 comment \"for my convenience\"
}"
nft_case fails-guard.nat-nft-in-a-chain w-1 "set ports { type inet_service; elements = { 6443, 443 }
}
chain there { ip daddr $api meta l4proto tcp redirect to :7443
}
chain out { $out
tcp dport @ports jump there
}"
nft_case fails-guard.nat-nft-map w-1 "map ways { type ipv4_addr . inet_service : verdict; elements = { $net.99 . 22 : accept, $api . 6443 : goto there }
}
chain there { meta l4proto tcp dnat to $net.11:6443
}
chain out { $out
ip daddr . tcp dport vmap @ways
}"
nft_case passes-nft-only-in-a-comment w-1 "chain out { $out
tcp dport 6443 counter accept comment \"dnat to $net.11:6443\"
}"
nft_case passes-nft-accepted-before w-1 "chain out { $out
ip daddr $api tcp dport 6443 accept
ip daddr $api tcp dport 6443 dnat to $net.11
}"
nft_case passes-nft-unused-chain w-1 "chain there { tcp dport 6443 redirect to :7443
}
chain out { $out
tcp dport 443 jump there
}"
nft_case passes-nft-map-of-others w-1 "map ways { type ipv4_addr . inet_service : verdict; elements = { $net.99 . 6443 : goto there, $api . 443 : goto there }
}
chain there { meta l4proto tcp dnat to $net.11:6443
}
chain out { $out
ip daddr . tcp dport vmap @ways
}"
