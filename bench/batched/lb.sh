# shellcheck shell=bash disable=SC2154,SC2086
haproxy -c -q -f $H & valid=$!
exec 3< <(echo "show stat; show servers state" | socat - /run/haproxy/admin.sock) 4< <(ss -Hltnp 'sport = :6443')
exec 5< <(systemctl show -p ActiveState -p UnitFileState -p MainPID haproxy)
nl=$'\n'
config=$nl$(<$H)$nl
changed=$(stat -c %Y $H)
[[ $config =~ $nl\ *mode\ tcp && ! $config =~ $nl\ *mode\ http && ! $config =~ $nl\ *bind\ [^$nl]*\ ssl ]]; say lb-mode $?
bind=$(grep -E '^ *bind .*:6443' <<<"$config" | grep -Ev 'bind (127\.|localhost)[^,]*$'); has lb-bind "$bind" bind
servers=$(grep -E '^ *server ' <<<"$config" | grep -oE " ($NET\.1[123]|cp-[123]):6443( |$)|^ *server " | grep -c .)
odd=$(grep -E '^ *(default-)?server (.* )?(backup|disabled|send-proxy|weight 0|ssl)( |$)' <<<"$config")
[[ $servers -eq 6 && $(grep -cE '^ *server ' <<<"$config") -eq 3 && -z $odd ]]; say lb-servers $?
probe="$nl *(option httpchk|tcp-check send)"
checked="$nl *(default-)?server ([^$nl]* )?check[ $nl]"
[[ $config =~ $probe && $config =~ $checked ]]; say lb-probe $?
at_least_30s client && at_least_30s server; say lb-timeouts $?
unit=$(cat <&5)
has lb-active "$unit" ActiveState=active
has lb-enabled "$unit" UnitFileState=enabled
[[ $unit =~ MainPID=([0-9]+) ]] && main=/proc/${BASH_REMATCH[1]}
[[ $(readlink "$main/exe") == /usr/sbin/haproxy && "$(tr '\0' ' ' <"$main/cmdline")" == *"-f $H "* ]]; say lb-process $?
[ "$(loaded_at)" -ge "$changed" ]; say lb-fresh $?
[ "$(grep -o '"[^"]*"' <&4 | sort -u)" = '"haproxy"' ]; say lb-port $?
running=$(cat <&3)
up=$(awk -F, '$33 == 2 && $18 == "UP" && $19 > 0 && $37 ~ /L7OK/' <<<"$running" | wc -l)
[ "$up" -eq 3 ]; say lb-state $?
[ "$(awk '$1 ~ /^[0-9]+$/ && NF > 18 {print $5 ":" $19}' <<<"$running" | sort)" = "$(printf "$NET.1%s:6443\n" 1 2 3)" ]; say lb-addresses $?
wait $valid; say lb-valid $?
