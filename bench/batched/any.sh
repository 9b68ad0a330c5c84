# shellcheck shell=bash disable=SC2154,SC2086
# What is asked of every node.
echo "id $(</etc/machine-id)"
away=$(iptables-save -t nat | grep -v ' KUBE-' | grep -E ' (DNAT|REDIRECT) ')
[[ ! $away =~ $NET\.1[0-3]|dport\ 6443 ]]; say detours $?
