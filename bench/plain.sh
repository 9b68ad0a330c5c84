#!/bin/sh
# plain.sh serial|parallel: asserts what bench/assertions says by one `ssh` for each assertion and node; with
# `parallel`, the nodes at the same time. Prints `ok NODE NAME` or `no NODE NAME` for each, and `?? NODE NAME` where ssh
# itself failed.
# plain.sh NODE NAME: asserts that alone. The status is that of the command, or 255 where ssh failed.
#
# SSH_CONFIG  how to reach the nodes
# NET         first three octets of the lab's network
# SHARED      the sha256 of what all control planes must share, as the first one has it
set -u
here=$(CDPATH='' cd -P -- "${0%/*}" && pwd -P)
prelude=$(grep -v '^#' "$here/prelude.sh")
nodes="lb-1 cp-1 cp-2 cp-3 w-1"

address() {
    case $1 in
    lb-1) echo "$NET.10" ;;
    cp-*) echo "$NET.1${1#cp-}" ;;
    w-*) echo "$NET.2${1#w-}" ;;
    esac
}

quoted() {
    printf %s "$1" | sed "s/'/'\\\\''/g"
}

# said STATUS NODE NAME
said() {
    case $1 in
    0) echo "ok $2 $3" ;;
    255) echo "?? $2 $3" ;;
    *) echo "no $2 $3" ;;
    esac
}

# holds NODE COMMAND
holds() {
    script="NET=$NET OWN=$(address "$1") SHARED=$SHARED
$prelude
$2"
    ssh -n -F "$SSH_CONFIG" "$1" "sudo -n sh -c '$(quoted "$script")'" >/dev/null 2>&1
}

of_node() {
    while IFS='|' read -r where name command; do
        case " $where " in *" $1 "*) ;; *) continue ;; esac
        holds "$1" "$command"
        said $? "$1" "$name"
    done <"$here/assertions"
}

# machine-ids: the one assertion about all nodes together.
no_twins() {
    status=0
    ids=
    for node in $nodes; do
        ids="$ids$(ssh -n -F "$SSH_CONFIG" "$node" cat /etc/machine-id 2>/dev/null)
" || status=$?
    done
    if [ $status = 0 ]; then test -z "$(printf %s "$ids" | sort | uniq -d)" || status=1; fi
    return $status
}

about_all() {
    no_twins
    said $? lb-1 machine-ids
}

if [ "$*" = "lb-1 machine-ids" ]; then
    no_twins
    exit
fi
if [ $# = 2 ]; then
    holds "$1" "$(sed -n "s/^[^|#]*$1[^|]*|$2|//p" "$here/assertions")"
    exit
fi
for node in $nodes; do
    if [ "$1" = parallel ]; then of_node "$node" & else of_node "$node"; fi
done
if [ "$1" = parallel ]; then about_all & else about_all; fi
wait
