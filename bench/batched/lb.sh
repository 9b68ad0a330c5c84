# shellcheck shell=bash disable=SC2154
haproxy -c -q -f /etc/haproxy/haproxy.cfg & valid=$!
exec 3< <(echo show stat | socat - /run/haproxy/admin.sock) 4< <(ss -Hltnp 'sport = :6443')
exec 5< <(systemctl show -p ActiveState -p UnitFileState -p ExecMainStartTimestamp --timestamp=unix haproxy)
config=$'\n'$(</etc/haproxy/haproxy.cfg)
changed=$(stat -c %Y /etc/haproxy/haproxy.cfg)
nl=$'\n'
[[ $config =~ $nl\ *mode\ tcp && ! $config =~ $nl\ *mode\ http ]]; say lb-mode $?
has lb-bind "$config" "$nl *bind [^$nl]*:6443"
has lb-servers "$config" "$nl *server [^$nl]*$NET\.11:6443.*$nl *server [^$nl]*$NET\.12:6443.*$nl *server [^$nl]*$NET\.13:6443"
has lb-probe "$config" "$nl *option httpchk"
unit=$(cat <&5)
has lb-active "$unit" ActiveState=active
has lb-enabled "$unit" UnitFileState=enabled
started=${unit#*ExecMainStartTimestamp=@}
[ "${started%%"$nl"*}" -ge "$changed" ]; say lb-fresh $?
has lb-port "$(cat <&4)" haproxy
up=0
while IFS=, read -ra column; do [[ ${column[1]} == cp-* && ${column[17]} == UP ]] && up=$((up + 1)); done <&3
[ $up -eq 3 ]; say lb-state $?
wait $valid; say lb-valid $?
