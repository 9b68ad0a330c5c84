#!/bin/bash
# Records what keepalived says of configurations that two learners' load balancers might have: `unshare -m -n ./record.sh` as root
# on Debian with the package keepalived. Nothing outside of the two namespaces is touched, but NAME.txt here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mount --make-rprivate /
mount -t tmpfs halab /mnt
mkdir /mnt/etc /mnt/bin
mount --bind /mnt/etc /etc/keepalived
mount --bind /mnt/bin /usr/local/bin
ip link set lo up
ip link add name lab0 type veth peer name lab1
ip link set lab0 up
ip link set lab1 up
ip addr add 10.0.2.15/24 dev lab1
sed '/^batch /d' "$here/../../../../main/resources/dev/halab/node/probes.sh" >/mnt/probes.sh

conf=/etc/keepalived/keepalived.conf
cat >/mnt/ready.sh <<'E'
#!/bin/sh
curl -sfk --max-time 2 -o /dev/null https://127.0.0.1:6443/readyz
E
cat >/mnt/reference <<'E'
global_defs {
    script_user root
    enable_script_security
}
vrrp_script chk_api {
    script "/etc/keepalived/check_api.sh"
    interval 3
    timeout 2
    fall 2
    rise 2
    weight -20
}
vrrp_instance VI_1 {
    state BACKUP
    interface lab0
    virtual_router_id 51
    priority 101
    advert_int 1
    authentication {
        auth_type PASS
        auth_pass labpass1
    }
    virtual_ipaddress {
        192.168.56.10/24
    }
    track_script {
        chk_api
    }
}
E
# Node $1 at address $2 with priority $3 has the reference.
node() {
    name=$1
    ip addr flush dev lab0
    ip addr add "$2/24" dev lab0
    rm -rf /mnt/etc/*
    sed "s/priority 101/priority $3/" /mnt/reference >$conf
    install -m 755 /mnt/ready.sh /etc/keepalived/check_api.sh
}
# Appends what the probes read of the node to case $1.
look() {
    status=0
    keepalived -t -f $conf >/mnt/said 2>&1 || status=$?
    {
        echo "== $name keepalived-verify $status"
        cat /mnt/said
        status=0
        sh -c '. /mnt/probes.sh; keepalived_files '$conf >/mnt/said || status=$?
        echo "== $name keepalived-config $status"
        cat /mnt/said
        echo "== $name addresses 0"
        ip -j addr
    } >>"$here/$1.txt"
}
# Case $1: shell commands change the files of lb-1 ($2) and lb-2 ($3, as $2 if it is left out).
case_of() {
    : >"$here/$1.txt"
    node lb-1 192.168.56.8 101
    eval "$2"
    look "$1"
    node lb-2 192.168.56.9 100
    eval "${3-$2}"
    look "$1"
}
change() {
    sed -i "$@" $conf
}
script() {
    { echo '#!/bin/sh'; cat; } >/etc/keepalived/check_api.sh
}

# ---- right -----------------------------------------------------------------------------------------
case_of passes-reference :
case_of passes-without-weight "change '/weight/d'" 
case_of passes-weight-in-track-script "change '/weight/d; s/^        chk_api/        chk_api weight -5/'"
case_of passes-positive-weight "change 's/weight -20/weight 20/'"
case_of passes-gap-of-one-and-weight-2 "change 's/weight -20/weight -2/'"
case_of passes-master-and-backup "change 's/BACKUP/MASTER/'" :
case_of passes-command-in-the-file "change 's|script \"/etc.*|script \"/usr/bin/curl -sfk https://localhost:6443/readyz\"|'"
case_of passes-script-not-secure "change '/script_user/d; /enable_script_security/d'"
case_of passes-long-password "change 's/labpass1/labpass1andmore/'" "change 's/labpass1/labpass1butother/'"
case_of passes-without-authentication "change '/authentication/,/}/d'"
case_of passes-nopreempt-without-weight "change 's/state BACKUP/&\n    nopreempt/; /weight/d'"
case_of passes-unicast "change 's|advert_int 1|&\n    unicast_src_ip 192.168.56.8\n    unicast_peer {\n        192.168.56.9\n    }|'" \
    "change 's|advert_int 1|&\n    unicast_src_ip 192.168.56.9\n    unicast_peer {\n        192.168.56.8\n    }|'"
case_of passes-include "mkdir /etc/keepalived/conf.d; mv $conf /etc/keepalived/conf.d/vip.conf; echo 'include conf.d/*.conf' >$conf"
case_of passes-one-line-blocks "change -z 's/{\n */{ /g; s/\n *}/ }/g'"
case_of passes-address-alone "change 's|192.168.56.10/24|192.168.56.10|'"
case_of passes-address-with-device "change 's|192.168.56.10/24|192.168.56.10/32 dev lab0 label lab0:vip|'"
case_of passes-excluded-address "change 's|virtual_ipaddress {|virtual_ipaddress {\n        192.168.56.7\n    }\n    virtual_ipaddress_excluded {|'"
case_of passes-wrong-lines-in-comments "change 's|virtual_router_id 51|&\n    # virtual_router_id 99\n    ! priority 300|; s|interface lab0|& # interface lab1|'"
case_of passes-parameter "change '1i \$VIP=192.168.56.10' ; change 's|192.168.56.10/24|\${VIP}/24|'"
case_of passes-conditions "change 's/ priority .*/ @lb-1 priority 101\n    @lb-2 priority 100\n    @^lb-1 nopreempt/; /weight/d'"
case_of passes-other-instance-too "printf 'vrrp_instance OTHER {\n interface lab1\n virtual_router_id 9\n priority 7\n virtual_ipaddress {\n 10.0.2.99\n }\n}\n' >>$conf"
case_of passes-sync-group "change '/^    track_script {/,/^    }/d'; printf 'vrrp_sync_group G {\n group {\n VI_1\n }\n track_script {\n chk_api\n }\n}\n' >>$conf"
case_of passes-kubeadm-script "printf '%s\n' 'errorExit() {' '    echo \"*** \$*\" 1>&2' '    exit 1' '}' 'curl -sfk --max-time 2 https://localhost:6443/healthz -o /dev/null || errorExit \"Error GET\"' | script"
case_of passes-wget "echo 'exec wget -q --no-check-certificate -O /dev/null -T 2 https://127.0.0.1:6443/livez' | script"
case_of passes-process-and-readiness "printf 'pidof haproxy >/dev/null || exit 1\ncurl -fsk https://127.0.0.1:6443/readyz\n' | script"
# ---- wrong -----------------------------------------------------------------------------------------
case_of fails-ka.no-file-none "rm $conf"
case_of fails-ka.no-file-on-one : "rm $conf"
case_of fails-ka.invalid-brace "change '\$d'"
case_of fails-ka.invalid-brace-early "change '0,/}/{/}/d}'"
case_of fails-ka.invalid-keyword "change 's/virtual_ipaddress/virtual_ip/'"
case_of fails-ka.invalid-vrid-300 "change 's/virtual_router_id 51/virtual_router_id 300/'"
case_of fails-ka.vip-other "change 's|192.168.56.10/24|192.168.56.100/24|'"
case_of fails-ka.vip-on-one-only : "change 's|192.168.56.10/24|192.168.56.100/24|'"
case_of fails-ka.vip-in-a-comment "change 's|192.168.56.10/24|192.168.56.100/24\n        # 192.168.56.10/24|'"
case_of fails-ka.vip-longer-number "change 's|192.168.56.10/24|192.168.56.101/24|'"
case_of fails-ka.vip-file-not-included "mv $conf /etc/keepalived/vip.conf; echo '#include vip.conf' >$conf"
case_of fails-ka.interface-unknown "change 's/interface lab0/interface eth7/'"
case_of fails-ka.interface-nat "change 's/interface lab0/interface lab1/'"
case_of fails-ka.vrid-differs : "change 's/virtual_router_id 51/virtual_router_id 52/'"
case_of fails-ka.auth-differs : "change 's/labpass1/labpass2/'"
case_of fails-ka.auth-on-one : "change '/authentication/,/}/d'"
case_of fails-ka.advert-int-differs : "change 's/advert_int 1/advert_int 5/'"
case_of fails-ka.version-differs : "change 's/state BACKUP/&\n    version 3/'"
case_of fails-ka.peer-on-one-only "change 's|advert_int 1|&\n    unicast_peer {\n        192.168.56.9\n    }|'" :
case_of fails-ka.peer-itself "change 's|advert_int 1|&\n    unicast_peer {\n        192.168.56.8\n    }|'" \
    "change 's|advert_int 1|&\n    unicast_peer {\n        192.168.56.8\n    }|'"
case_of fails-ka.priority-same : "change 's/priority 100/priority 101/'"
case_of fails-ka.priority-default "change '/priority/d'"
case_of fails-ka.no-track-nothing "change '/track_script {/,/}/d'"
case_of fails-ka.no-track-on-one : "change '/track_script {/,/}/d'"
case_of fails-ka.no-track-interface-only "change '/track_script {/,/}/d; s/advert_int 1/&\n    track_interface {\n        lab0\n    }/'"
case_of fails-ka.no-track-other-instance "change '/^    track_script {/,/^    }/d'; printf 'vrrp_instance OTHER {\n interface lab1\n virtual_router_id 9\n priority 7\n virtual_ipaddress {\n 10.0.2.99\n }\n track_script {\n chk_api\n }\n}\n' >>$conf"
case_of fails-ka.no-track-unknown-name "change 's/^        chk_api/        chk_apiserver/'"
case_of fails-ka.script-missing "rm /etc/keepalived/check_api.sh"
case_of fails-ka.script-not-executable "chmod 644 /etc/keepalived/check_api.sh"
case_of fails-ka.script-no-such-user "change 's/script_user root/script_user nosuchuser/'"
case_of fails-ka.process-only-killall "change 's|script \"/etc.*|script \"/usr/bin/killall -0 haproxy\"|'" 
case_of fails-ka.process-only-pidof "echo 'pidof haproxy' | script"
case_of fails-ka.process-only-systemctl "echo 'systemctl is-active --quiet haproxy' | script"
case_of fails-ka.process-only-probe-in-a-comment "printf '# curl -sfk https://127.0.0.1:6443/readyz\npgrep -x haproxy\n' | script"
case_of fails-ka.process-only-track-process "change 's/vrrp_script chk_api {/vrrp_track_process hap {\n    process haproxy\n}\n&/; s/track_script {/track_process {/; s/^        chk_api/        hap/'"
case_of fails-ka.port-only-nc "echo 'nc -z 127.0.0.1 6443' | script"
case_of fails-ka.port-only-ss "echo 'ss -Hltn sport = :6443 | grep -q .' | script"
case_of fails-ka.port-only-dev-tcp "printf '#!/bin/bash\n: </dev/tcp/127.0.0.1/6443\n' >/etc/keepalived/check_api.sh"
case_of fails-ka.script-blind-or-true "echo 'curl -sfk https://127.0.0.1:6443/readyz || true' | script"
case_of fails-ka.script-blind-true "change 's|script \"/etc.*|script \"/bin/true\"|'"
case_of fails-ka.weight-seed "change 's/weight -20/weight -2/; s/priority 101/priority 110/'" "change 's/weight -20/weight -2/'"
case_of fails-ka.weight-equal "change 's/weight -20/weight -1/'"
case_of fails-ka.weight-positive-too-small "change 's/weight -20/weight 10/; s/priority 101/priority 120/'" "change 's/weight -20/weight 10/'"
case_of fails-ka.nopreempt-with-weight "change 's/state BACKUP/&\n    nopreempt/'"
case_of fails-ka.strict-sample "change 's/global_defs {/&\n    vrrp_strict/; /authentication/,/}/d'"
# ---- what the files do not tell --------------------------------------------------------------------
case_of unknown-other-program "echo 'exec /opt/checks/api' | script"
