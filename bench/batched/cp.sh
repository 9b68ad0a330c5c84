# shellcheck shell=bash disable=SC2154,SC2086
# The three questions to etcd go through one connection.
exec 3< <(curl -sS --max-time 2 http://127.0.0.1:2381/health)
exec 4< <(etcd -d '{}' https://127.0.0.1:2379/v3/cluster/member/list https://127.0.0.1:2379/v3/maintenance/status \
    --next -sS --fail --max-time 2 --cacert $P/etcd/ca.crt --cert $P/etcd/server.crt --key $P/etcd/server.key \
    -d '{"action":"GET"}' https://127.0.0.1:2379/v3/maintenance/alarm)
exec 5< <(openssl verify -CAfile $P/ca.crt -verify_hostname k8s-api.lab $P/apiserver.crt 2>&1)
exec 6< <(openssl verify -CAfile $P/ca.crt -verify_ip "$OWN" $P/apiserver.crt 2>&1)
exec 7< <(openssl verify -CAfile $P/etcd/ca.crt -verify_ip "$OWN" $P/etcd/server.crt 2>&1)
exec 8< <(openssl x509 -in $P/apiserver.crt -noout -checkend 2592000 -ext extendedKeyUsage)
exec 9< <(openssl x509 -in $P/etcd/server.crt -noout -checkend 2592000)
admin=$(</etc/kubernetes/admin.conf)
[[ $admin =~ client-certificate-data:\ ([A-Za-z0-9+/=]+) ]] && certificate=${BASH_REMATCH[1]}
base64 -d <<<"$certificate" | openssl x509 -noout -checkend 0 >/dev/null; say admin-certificate $?
has admin "$admin" "server: https://(k8s-api.lab|$NET\.10):6443"
has control-plane-kubelet "$(</etc/kubernetes/kubelet.conf)" "server: https://(k8s-api.lab|$OWN):6443"
[[ $(getent ahostsv4 k8s-api.lab) == "$NET.10 "* ]]; say name $?
sum=$(cat $P/ca.crt $P/ca.key $P/sa.key $P/sa.pub $P/front-proxy-ca.crt $P/front-proxy-ca.key $P/etcd/ca.crt $P/etcd/ca.key | sha256sum)
[ "${sum%% *}" = "$SHARED" ]; say shared $?

running=$(pgrep -ax 'kube-apiserver|kube-scheduler|kube-controller')
manifest() { has "$1" "$(<$M/$2.yaml)$(grep " $2 " <<<"$running ")" "[-]-$3.* [-]-$3"; }
manifest etcd-local kube-apiserver etcd-servers=https://127.0.0.1:2379
manifest advertised kube-apiserver "advertise-address=$OWN"
manifest scheduler-election kube-scheduler leader-elect=true
manifest controller-election kube-controller-manager leader-elect=true

shown=$(cat <&8)
[[ $(cat <&5) == *OK && $(cat <&6) == *OK && $shown == *'TLS Web Server'* && $shown == *'will not expire'* ]]; say api-certificate $?
[[ $(cat <&7) == *OK && $(cat <&9) == *'will not expire'* ]]; say etcd-certificate $?
has etcd-health "$(cat <&3)" '"health":"true"'
said=$(cat <&4)
[[ $(grep -o '"peerURLs"' <<<"$said" | wc -l) -eq 3 && $said == *'"name":"cp-1"'* && $said == *'"name":"cp-2"'* && $said == *'"name":"cp-3"'* ]]; say members $?
has etcd-leader "$said" '"leader":"[1-9]'
[[ $said == *leader* && $said != *'"alarm":"'* ]]; say etcd-alarms $?
