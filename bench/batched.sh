#!/bin/sh
# batched.sh: asserts what bench/assertions says by one hand-written script for each node, over connections of a
# ControlMaster that is there already, all nodes at the same time. Prints `ok NODE NAME` or `no NODE NAME` for each.
#
# SSH_CONFIG  how to reach the nodes, with ControlMaster and ControlPath
# NET         first three octets of the lab's network
# SHARED      the sha256 of what all control planes must share, as the first one has it
set -u
here=$(CDPATH='' cd -P -- "${0%/*}" && pwd -P)/batched

of_node() {
    { printf 'NET=%s OWN=%s SHARED=%s\n' "$NET" "$2" "$SHARED" && cat "$here/../prelude.sh" "$here/say.sh" && shift 2 && for part; do cat "$here/$part.sh"; done; } |
        ssh -F "$SSH_CONFIG" "$1" exec sudo -n bash -s | while read -r line; do echo "${line%% *} $1 ${line#* }"; done
}

of_node lb-1 "$NET.10" lb &
of_node cp-1 "$NET.11" api cp cluster &
of_node cp-2 "$NET.12" cp &
of_node cp-3 "$NET.13" cp &
of_node w-1 "$NET.21" w &
wait
