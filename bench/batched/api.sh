# shellcheck shell=bash disable=SC2154
# What the API tells, by one kubectl for kube-system and the nodes and one request that anyone may make.
exec 11< <(kubectl -n kube-system get nodes,pods,leases,configmaps -o go-template='{{range .items}}{{.kind}} {{.metadata.name}} {{with .spec}}{{range .taints}}{{.key}} {{end}}{{with .holderIdentity}}{{.}} {{end}}{{with .renewTime}}{{.}}{{end}}{{end}} {{with .status}}{{range .addresses}}{{if eq .type "InternalIP"}}{{.address}} {{end}}{{end}}{{with .nodeInfo}}{{.kubeletVersion}} {{end}}{{range .conditions}}{{if eq .type "Ready"}}Ready={{.status}}{{end}}{{end}}{{end}}{{if eq .metadata.name "kubeadm-config"}}{{.data.ClusterConfiguration}}{{end}}
{{end}}')
exec 12< <(api https://k8s-api.lab:6443/api/v1/namespaces/kube-public/configmaps/cluster-info)
