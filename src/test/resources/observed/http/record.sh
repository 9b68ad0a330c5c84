#!/bin/sh
# Makes the observations of this folder anew: servers on loopback, one for each case, called as halab calls.
# Needs openssl, python3 and Maven; run it in the root of the repository. It makes nothing but those servers,
# and ends them.
set -eu
here=src/test/resources/observed/http
base=${1:-21400}
work=$(mktemp -d)
trap 'test -z "${pid:-}" || kill "$pid"; rm -rf "$work"' EXIT INT TERM

ca() {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/$1.key" -out "$work/$1.crt" -days 36500 \
        -subj /CN=kubernetes -addext basicConstraints=critical,CA:TRUE 2>/dev/null
}
# name, subject, names, days, CA; no names: none
leaf() {
    openssl req -new -newkey rsa:2048 -nodes -keyout "$work/$1.key" -out "$work/$1.csr" -subj "/CN=$2" 2>/dev/null
    echo "extendedKeyUsage=serverAuth" >"$work/$1.ext"
    test -z "$3" || echo "subjectAltName=$3" >>"$work/$1.ext"
    openssl x509 -req -in "$work/$1.csr" -CA "$work/$5.crt" -CAkey "$work/$5.key" -CAcreateserial -days "$4" \
        -extfile "$work/$1.ext" -out "$work/$1.crt" 2>/dev/null
}
all=DNS:kubernetes,DNS:cp-1,DNS:k8s-api.lab,IP:10.96.0.1,IP:192.168.56.11,IP:192.168.56.10
ca ca
ca other-ca
leaf cp-1 kube-apiserver "$all" 36500 ca
leaf other kube-apiserver "$all" 36500 other-ca
leaf no-endpoint kube-apiserver DNS:kubernetes,DNS:cp-1,IP:192.168.56.11 36500 ca
leaf longer kube-apiserver DNS:k8s-api.lab.example,DNS:my-k8s-api.lab,IP:192.168.56.11 36500 ca
leaf common-name k8s-api.lab '' 36500 ca
leaf names-only kube-apiserver DNS:cp-1,DNS:k8s-api.lab 36500 ca
leaf wildcard lb 'DNS:*.lab' 36500 ca
leaf expired kube-apiserver "$all" 1 ca
# only "openssl ca" makes a certificate of the past
touch "$work/index"
printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s/index\nrand_serial=yes\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=p\n[p]\ncommonName=supplied\n' \
    "$work" "$work" >"$work/ca.conf"
openssl ca -batch -notext -config "$work/ca.conf" -cert "$work/ca.crt" -keyfile "$work/ca.key" -in "$work/expired.csr" \
    -extfile "$work/expired.ext" -startdate 20240101000000Z -enddate 20250101000000Z -out "$work/expired.crt" 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$work/kubelet.key" -out "$work/kubelet.crt" -days 36500 \
    -subj /CN=w-1@1764370000 -addext subjectAltName=DNS:w-1 2>/dev/null

printf 'ok' >"$work/readyz"
cp "$work/ca.crt" "$here/ca.crt"
python3 "$here/serve.py" "$here/cases.tsv" "$work" "$base" >"$work/log" 2>&1 &
pid=$!
until grep -q '^ready' "$work/log"; do
    kill -0 "$pid" || { cat "$work/log"; exit 1; }
    sleep 0.2
done
mvn -B -o -q -Dfast -Dtest=HttpRecordingTest -Dobserved.http="$base" test
