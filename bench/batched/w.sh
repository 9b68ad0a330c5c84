# shellcheck shell=bash disable=SC2154
# curl makes the connections at once, none of them used twice, and verifies certificate and name on each.
twelve=()
for _ in 1 2 3 4 5 6 7 8 9 10 11 12; do twelve+=(https://k8s-api.lab:6443/readyz); done
fresh() { api --parallel --parallel-immediate --no-keepalive -H 'Connection: close' --http1.1 "$@"; }
exec 3< <(fresh -w '%{certs}\n%{http_code} done\n' "${twelve[@]}" | grep -e '^Serial' -e '^200 done')
exec 4< <(fresh -w '%{http_code} %{remote_ip}\n' "https://$NET.11:6443/readyz" "https://$NET.12:6443/readyz" "https://$NET.13:6443/readyz"
    for n in 1 2 3; do api -o /dev/null -w "named $n %{http_code}\n" --resolve "k8s-api.lab:6443:$NET.1$n" https://k8s-api.lab:6443/readyz; done)
has worker-lb "$(</etc/kubernetes/kubelet.conf)" 'server: https://k8s-api.lab:6443'
[[ $(getent ahostsv4 k8s-api.lab) == "$NET.10 "* ]]; say name $?
answers=$(cat <&4)
[[ $answers == *"200 $NET.11"* && $answers == *"named 1 200"* ]]; say api-1 $?
[[ $answers == *"200 $NET.12"* && $answers == *"named 2 200"* ]]; say api-2 $?
[[ $answers == *"200 $NET.13"* && $answers == *"named 3 200"* ]]; say api-3 $?
declare -A serials
done=0
while read -r line; do
    case $line in
    200*) done=$((done + 1)) ;;
    *) serials[$line]=y ;;
    esac
done <&3
[ $done -eq 12 ]; say reach $?
[ ${#serials[@]} -ge 3 ]; say spread $?
