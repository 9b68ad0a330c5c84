#!/bin/sh
# batched.sh: asserts what bench/assertions says by one hand-written script for each node, all nodes at the same time.
# Prints `ok NODE NAME` or `no NODE NAME` for each. A node that does not answer says nothing.
#
# SSH_CONFIG  how to reach the nodes, best with ControlMaster and ControlPath
# NET         first three octets of the lab's network
# SHARED      the sha256 of what all control planes must share, as the first one has it
set -u
here=$(CDPATH='' cd -P -- "${0%/*}" && pwd -P)/batched

of_node() {
    { printf 'NET=%s OWN=%s SHARED=%s\n' "$NET" "$2" "$SHARED" && cat "$here/../prelude.sh" "$here/say.sh" && shift 2 && for part; do cat "$here/$part.sh"; done; } |
        ssh -F "$SSH_CONFIG" "$1" exec sudo -n bash -s | while read -r line; do echo "${line%% *} $1 ${line#* }"; done
}

# Each node tells its machine-id; here they are compared.
{
    of_node lb-1 "$NET.10" any lb &
    of_node cp-1 "$NET.11" any api cp cluster &
    of_node cp-2 "$NET.12" any cp &
    of_node cp-3 "$NET.13" any cp &
    of_node w-1 "$NET.21" any w &
    wait
} | awk '$1 == "id" { twins = twins || seen[$3]++; known++; next } { print }
         END { if (known == 5) print (twins ? "no" : "ok"), "lb-1 machine-ids" }'
