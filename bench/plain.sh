#!/bin/sh
# plain.sh serial|parallel: asserts what bench/assertions says by one plain `ssh` for each assertion and node; with
# `parallel`, the nodes at the same time. Prints `ok NODE NAME` or `no NODE NAME` for each.
#
# SSH_CONFIG  how to reach the nodes
# NET         first three octets of the lab's network
# SHARED      the sha256 of what all control planes must share, as the first one has it
set -u
here=$(CDPATH='' cd -P -- "${0%/*}" && pwd -P)
prelude=$(grep -v '^#' "$here/prelude.sh")

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

of_node() {
    own=$(address "$1")
    while IFS='|' read -r nodes name command; do
        case " $nodes " in *" $1 "*) ;; *) continue ;; esac
        script="NET=$NET OWN=$own SHARED=$SHARED
$prelude
$command"
        if ssh -n -F "$SSH_CONFIG" "$1" "sudo -n sh -c '$(quoted "$script")'" >/dev/null 2>&1; then
            echo "ok $1 $name"
        else
            echo "no $1 $name"
        fi
    done <"$here/assertions"
}

for node in lb-1 cp-1 cp-2 cp-3 w-1; do
    if [ "$1" = parallel ]; then of_node "$node" & else of_node "$node"; fi
done
wait
