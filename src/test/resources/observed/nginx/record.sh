#!/bin/bash
# Records what nginx says of configurations that a learner might write: `unshare -m -n ./record.sh` as root on Debian
# with the packages nginx and libnginx-mod-stream. Nothing outside of the two namespaces is touched, but NAME.dump here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
mount --make-rprivate /
mount -t tmpfs halab /mnt
cp -a /etc/nginx /mnt/debian
mkdir /mnt/conf /mnt/run /mnt/log
mount --bind /mnt/conf /etc/nginx
mount --bind /mnt/run /run
mount --bind /mnt/log /var/log/nginx
mount --bind "$here/hosts.txt" /etc/hosts
ip link set lo up

ip addr add 192.168.56.10/24 dev lo

# A clean /etc/nginx as Debian has it; `write PATH` puts a file there from the standard input.
fresh() {
    rm -rf /mnt/conf/* && cp -a /mnt/debian/. /mnt/conf/
}
write() {
    mkdir -p "$(dirname "/etc/nginx/$1")" && cat >"/etc/nginx/$1"
}
# Records case $1: `status N`, then the error stream, an empty line, then what -T printed.
record() {
    status=0
    nginx -T >/mnt/out 2>/mnt/err || status=$?
    { echo "status $status"; cat /mnt/err; echo; cat /mnt/out; } >"$here/$1.dump"
    fresh
}
# Case $1: the standard input is the whole of nginx.conf behind the line that loads modules.
whole() {
    { echo 'include /etc/nginx/modules-enabled/*.conf;'; cat; } | write nginx.conf
    record "$1"
}
# Case $1: stream{} with an upstream of the standard input, and $2 in the server, $3 in stream.
stream() {
    {
        echo 'include /etc/nginx/modules-enabled/*.conf;'
        echo 'events {}'
        echo 'stream {'
        [ -z "${3-}" ] || echo "    $3"
        echo '    upstream apis {'
        sed 's/^/        /'
        echo '    }'
        echo '    server {'
        printf '        %s\n' "${2:-listen 6443; proxy_pass apis; proxy_timeout 10m; proxy_connect_timeout 1s;}"
        echo '    }'
        echo '}'
    } | write nginx.conf
    record "$1"
}
three='server 192.168.56.11:6443;
server 192.168.56.12:6443;
server 192.168.56.13:6443;'
rest='proxy_pass apis; proxy_timeout 10m; proxy_connect_timeout 1s;'

fresh
# ---- right -----------------------------------------------------------------------------------------
stream passes-reference <<<"$three"
stream passes-settings-in-stream 'listen 6443; proxy_pass apis;' 'proxy_timeout 1h; proxy_connect_timeout 2s;' <<<"$three"
stream passes-default-proxy-timeout 'listen 6443; proxy_pass apis; proxy_connect_timeout 3s;' <<<"$three"
stream passes-names-from-hosts <<<'server cp-1:6443;
server cp-2.lab:6443 max_fails=2 fail_timeout=5s;
server cp-3:6443 weight=5;'
stream passes-least-conn <<<"least_conn;
zone apis 64k;
$three"
stream passes-hash <<<"hash \$remote_addr consistent;
$three"
stream passes-address-listened-on "listen 192.168.56.10:6443 so_keepalive=on; $rest" <<<"$three"
stream passes-name-listened-on "listen k8s-api.lab:6443; $rest" <<<"$three"
stream passes-both-families "listen 6443; listen [::]:6443; $rest" <<<"$three"
stream passes-one-socket-for-both-families "listen [::]:6443 ipv6only=off; $rest" <<<"$three"
stream passes-range-of-ports "listen 6440-6445; $rest" <<<"$three"
stream passes-words-in-quotes "listen '6443'; \"proxy_pass\" \"apis\"; proxy_timeout '1h 30m'; proxy_connect_timeout 900ms;" <<<"$three"
stream passes-wrong-lines-in-comments "listen 6443; $rest
        # proxy_timeout 3s;
        # listen 6443 ssl;" <<<"$three
# server 192.168.56.99:6443;
#server 192.168.56.14:6443 down;"
stream passes-default-written-out "listen *:6443; proxy_next_upstream on; proxy_ssl off; $rest" <<<"$three"
stream passes-allow-before-deny "listen 6443; allow 192.168.56.0/24; deny all; $rest" <<<"$three"
stream passes-other-server-too "listen 8443; proxy_pass 192.168.56.99:80; }
    server { listen 6443; $rest" <<<"$three"
whole passes-one-line <<<'events{}stream{upstream a{server 192.168.56.11:6443;server 192.168.56.12:6443;server 192.168.56.13:6443;}server{listen 6443;proxy_pass a;proxy_connect_timeout 2;}}'
write streams-enabled/k8s.conf <<<"upstream apis { include servers.d/*; }
server {
    listen 6443;
    include /etc/nginx/snippets/timeouts.conf;
    proxy_pass apis;
}"
write servers.d/a <<<'server 192.168.56.11:6443;'
write servers.d/b <<<'server 192.168.56.12:6443;
server 192.168.56.13:6443;'
write servers.d/.hidden <<<'server 192.168.56.14:6443;'
write snippets/timeouts.conf <<<'proxy_timeout 10m;
proxy_connect_timeout 1s;'
whole passes-includes <<<'events {}
stream { include streams-enabled/*.conf; }
http { server { listen 80; } }'
{ cat /etc/nginx/nginx.conf; printf '\nstream {\n    upstream apis {\n%s\n    }\n    server {\n        listen 6443;\n        %s\n    }\n}\n' "$three" "$rest"; } >/mnt/with && write nginx.conf </mnt/with
record passes-appended-to-debians-file
write nginx.conf <<<"# configuration file /etc/nginx/old.conf:
include /etc/nginx/modules-enabled/*.conf;
events {}
stream {
    # configuration file /etc/nginx/nginx.conf
    upstream apis { $three }
    server { listen 6443; $rest }
}"
record passes-comment-like-a-header

# ---- wrong -----------------------------------------------------------------------------------------
write nginx.conf <<<"events {}
stream { upstream apis { $three } server { listen 6443; $rest } }"
record fails-ngx.no-module-not-loaded
write nginx.conf <<<"stream { server { listen 6443; proxy_pass 192.168.56.11:6443; } }"
record fails-ngx.no-module-stream-is-the-whole-file
write conf.d/k8s.conf <<<"stream {
    upstream apis { $three }
    server { listen 6443; $rest }
}"
record fails-ngx.http-context-stream-in-conf.d
write conf.d/k8s.conf <<<"upstream apis { $three }
server {
    listen 6443 ssl;
    ssl_certificate /etc/nginx/lb.pem;
    ssl_certificate_key /etc/nginx/lb.pem;
    location / { proxy_pass https://apis; }
}"
openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=lb -days 3650 -keyout /mnt/key -out /mnt/crt 2>/dev/null
cat /mnt/key /mnt/crt >/etc/nginx/lb.pem
record fails-ngx.http-context-proxied-in-http
whole fails-ngx.http-context-plain <<<'events {}
http { server { listen 6443; location / { proxy_pass https://192.168.56.11:6443; } } }'
write conf.d/k8s.conf <<<"upstream apis { $three }
server { listen 6443; $rest }"
record fails-ngx.invalid-stream-server-in-http
stream fails-ngx.invalid-brace <<<"$three }"
stream fails-ngx.invalid-url-in-proxy-pass 'listen 6443; proxy_pass https://apis;' <<<"$three"
stream fails-ngx.invalid-upstream-misspelt 'listen 6443; proxy_pass apies;' <<<"$three"
stream fails-ngx.invalid-server-without-port <<<'server 192.168.56.11;'
stream fails-ngx.invalid-unknown-name <<<'server cp-9.nowhere.invalid:6443;'
stream fails-ngx.plus-only-health-check "listen 6443; $rest health_check;" <<<"$three"
stream fails-ngx.invalid-certificate-gone "listen 6443 ssl; ssl_certificate /etc/nginx/none.pem; ssl_certificate_key /etc/nginx/none.pem; $rest" <<<"$three"
stream fails-ngx.listen-other-port "listen 8443; $rest" <<<"$three"
stream fails-ngx.listen-loopback "listen 127.0.0.1:6443; $rest" <<<"$three"
stream fails-ngx.listen-localhost "listen localhost:6443; $rest" <<<"$three"
stream fails-ngx.listen-ipv6-only "listen [::]:6443; $rest" <<<"$three"
stream fails-ngx.listen-udp "listen 6443 udp; $rest" <<<"$three"
stream fails-ngx.listen-unix-socket "listen unix:/run/6443; $rest" <<<"$three"
stream fails-ngx.listen-range-beside "listen 6444-6449; $rest" <<<"$three"
stream fails-ngx.listen-in-a-comment "listen 16443; $rest
        # listen 6443;" <<<"$three"
write nginx.conf </mnt/debian/nginx.conf
record fails-ngx.listen-untouched-file
write nginx.conf <<<"include /etc/nginx/modules-enabled/*.conf;
events {}
stream {
    # include streams-enabled/*.conf;
}"
write streams-enabled/k8s.conf <<<"upstream apis { $three } server { listen 6443; $rest }"
record fails-ngx.listen-file-not-included
whole fails-ngx.port-conflict-http-too <<<"events {}
stream { upstream apis { $three } server { listen 6443; $rest } }
http { server { listen 6443; } }"
cat /mnt/key /mnt/crt | write lb.pem
stream fails-ngx.tls-ends-at-listen "listen 6443 ssl; ssl_certificate lb.pem; ssl_certificate_key lb.pem; $rest" <<<"$three"
stream fails-ngx.tls-ends-proxy-ssl "listen 6443; proxy_ssl on; $rest" <<<"$three"
stream fails-ngx.tls-ends-proxy-ssl-inherited "listen 6443; $rest" 'proxy_ssl on;' <<<"$three"
stream fails-ngx.proxy-protocol-listen "listen 6443 proxy_protocol; $rest" <<<"$three"
stream fails-ngx.proxy-protocol-to-servers "listen 6443; proxy_protocol on; $rest" <<<"$three"
stream fails-ngx.rejects-deny-all "listen 6443; deny all; $rest" <<<"$three"
stream fails-ngx.rejects-deny-all-inherited "listen 6443; $rest" 'deny all;' <<<"$three"
stream fails-ngx.no-upstream-no-proxy-pass 'listen 6443; return ok;' <<<"$three"
stream fails-ngx.invalid-no-handler 'listen 8443; proxy_pass apis; }
    server { listen 6443;' <<<"$three"
stream fails-ngx.missing-server-one <<<'server 192.168.56.11:6443;
server 192.168.56.12:6443;'
stream fails-ngx.missing-server-in-a-comment <<<'server 192.168.56.11:6443;
server 192.168.56.12:6443;
# server 192.168.56.13:6443;'
stream fails-ngx.missing-server-proxied-to-one 'listen 6443; proxy_pass 192.168.56.11:6443; proxy_connect_timeout 1s;' <<<"$three"
stream fails-ngx.missing-server-other-upstream-used "listen 6443; proxy_pass first; proxy_connect_timeout 1s;" 'upstream first { server cp-1:6443; }' <<<"$three"
stream fails-ngx.missing-server-one-twice <<<'server 192.168.56.11:6443;
server 192.168.56.11:6443;
server cp-1:6443;'
stream fails-ngx.extra-server-worker <<<"$three
server 192.168.56.21:6443;"
stream fails-ngx.extra-server-unix <<<"$three
server unix:/run/api.sock;"
stream fails-ngx.wrong-port-443 <<<'server 192.168.56.11:6443;
server 192.168.56.12:443;
server 192.168.56.13:6443;'
stream fails-ngx.idle-server-down <<<'server 192.168.56.11:6443;
server 192.168.56.12:6443 down;
server 192.168.56.13:6443;'
stream fails-ngx.idle-server-backup <<<'server 192.168.56.11:6443;
server 192.168.56.12:6443 backup;
server 192.168.56.13:6443 backup;'
stream fails-ngx.max-fails-0 <<<'server 192.168.56.11:6443 max_fails=0;
server 192.168.56.12:6443;
server 192.168.56.13:6443;'
stream fails-ngx.no-retry-off "listen 6443; proxy_next_upstream off; $rest" <<<"$three"
stream fails-ngx.no-retry-off-inherited "listen 6443; $rest" 'proxy_next_upstream off;' <<<"$three"
stream fails-ngx.no-retry-one-try "listen 6443; proxy_next_upstream_tries 1; $rest" <<<"$three"
stream fails-ngx.timeout-short-3s 'listen 6443; proxy_pass apis; proxy_timeout 3s; proxy_connect_timeout 1s;' <<<"$three"
stream fails-ngx.timeout-short-without-unit 'listen 6443; proxy_pass apis; proxy_timeout 20; proxy_connect_timeout 1s;' <<<"$three"
stream fails-ngx.timeout-short-inherited 'listen 6443; proxy_pass apis; proxy_connect_timeout 1s;' 'proxy_timeout 29999ms;' <<<"$three"
stream fails-ngx.timeout-short-overridden 'listen 6443; proxy_pass apis; proxy_connect_timeout 1s; proxy_timeout 3s;' 'proxy_timeout 10m;' <<<"$three"
stream fails-ngx.connect-timeout-default 'listen 6443; proxy_pass apis; proxy_timeout 10m;' <<<"$three"
stream fails-ngx.connect-timeout-30s 'listen 6443; proxy_pass apis; proxy_connect_timeout 30s;' <<<"$three"
# ---- what the file does not tell -------------------------------------------------------------------
stream unknown-upstream-in-a-variable 'listen 6443; proxy_pass $where; proxy_connect_timeout 1s;' 'map $remote_addr $where { default apis; }' <<<"$three"
