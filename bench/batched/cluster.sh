# shellcheck shell=bash disable=SC2154
has cluster-info "$(cat <&12)" 'server: https://k8s-api.lab:6443'
told=$(cat <&11)
count() { say "$1" $(($(grep -cE "$3" <<<"$told") - $2)); }
has endpoint "$told" 'controlPlaneEndpoint: k8s-api.lab:6443'
count control-planes 3 '^Node cp-[123] .*Ready=True'
count tainted 3 '^Node cp-[123] .*node-role.kubernetes.io/control-plane '
count addresses 4 "^Node (cp-1 .* $NET\.11|cp-2 .* $NET\.12|cp-3 .* $NET\.13|w-1 .* $NET\.21) "
count versions 4 '^Node .* v1\.35\.'
count worker 1 '^Node w-1 .*Ready=True'
count api-pods 3 '^Pod kube-apiserver-cp-[123] .*Ready=True'
count scheduler-pods 3 '^Pod kube-scheduler-cp-[123] .*Ready=True'
count controller-pods 3 '^Pod kube-controller-manager-cp-[123] .*Ready=True'
count dns 2 '^Pod coredns-.*Ready=True'
printf -v now '%(%s)T' -1
for lease in kube-scheduler kube-controller-manager; do
    [[ $told =~ Lease\ $lease\ +cp-[123]_[^\ ]*\ ([^ ]+) ]] && renewed=$(date -d "${BASH_REMATCH[1]}" +%s) || renewed=0
    [ $((now - renewed)) -lt 20 ]; say "${lease#kube-}-lease" $?
done
