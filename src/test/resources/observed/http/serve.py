"""Servers on loopback for record.sh: one for each line of cases.tsv, at BASE + number of the line."""
import json
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time

cases, work, base = sys.argv[1], sys.argv[2], int(sys.argv[3])

READY = json.load(open("src/test/resources/observed/cluster/api-ready.json"))["connections"][0]["body"]
BODIES = {
    "ok": "ok",
    "empty": "",
    "not-ok": "not ok",
    "comment": "ok # but etcd is gone\n",
    "metrics": "# HELP up whether it is\n# TYPE up gauge\nup 1\n",
    "ready": READY,
    "etcd-failed": READY.replace("[+]etcd ok", "[-]etcd failed: reason withheld").replace(
        "readyz check passed", "readyz check failed"
    ),
    "forbidden": '{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden: User '
    '\\"system:anonymous\\" cannot get path \\"/metrics\\"","reason":"Forbidden","details":{},"code":403}\n',
    "unauthorized": "Unauthorized",
    "stats": "<html><head><title>Statistics Report for HAProxy</title></head></html>\n",
    "long": "first\n" + "x" * 99 + "\n" + ("y" * 99 + "\n") * 1000 + "last\n",
}


def context(name, version=None):
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(f"{work}/{name}.crt", f"{work}/{name}.key")
    if version == "TLSv1_1":
        made.set_ciphers("DEFAULT:@SECLEVEL=0")
        made.minimum_version = made.maximum_version = ssl.TLSVersion.TLSv1_1
    elif version:
        made.minimum_version = made.maximum_version = ssl.TLSVersion[version]
        made.verify_mode = ssl.CERT_REQUIRED
        made.load_verify_locations(f"{work}/ca.crt")
    return made


def head(connection):
    read = b""
    while b"\r\n\r\n" not in read:
        piece = connection.recv(4096)
        if not piece:
            break
        read += piece
        if read.startswith(b"\x16"):
            break  # a TLS greeting, which a server without TLS does not wait to end


def answer(connection, status, body, chunked):
    bytes_ = BODIES[body].encode()
    date = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())
    lines = [f"HTTP/1.1 {status} Any", f"Date: {date}", "Content-Type: text/plain; charset=utf-8"]
    if status == "302":
        lines.append("Location: https://192.168.56.12:6443/readyz")
    lines.append("Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(bytes_)}")
    connection.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
    if not chunked:
        connection.sendall(bytes_)
        return
    for i in range(0, len(bytes_), 700):
        piece = bytes_[i : i + 700]
        connection.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
    connection.sendall(b"0\r\n\r\n")


def talk(connection, words):
    kind = words[0]
    if kind == "closes":
        return
    if kind == "silent":
        time.sleep(30)
        return
    if kind == "greets":
        connection.sendall(b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n")
        head(connection)
        return
    if kind.startswith("tls"):
        if kind == "tls-client":
            made = context("cp-1", words[1])
        elif kind == "tls-old":
            made = context("cp-1", "TLSv1_1")
        else:
            made = context(words[1] if kind == "tls" else "cp-1")
        connection = made.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        try:
            connection.do_handshake()
        except ssl.SSLError as e:
            print(words, e, flush=True)
            part(connection)  # closed at once, the client might not see the alert
            return
    head(connection)
    if kind == "old":
        connection.sendall(b"<html>It works!</html>\n")
    if kind == "tls-greets":
        connection.sendall(b"220 mail ESMTP\r\n")
    elif kind == "tls-half":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok")
    elif kind == "tls-drips":
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nok")
        time.sleep(30)
    elif kind in ("tls", "plain"):
        rest = words[2:] if kind == "tls" else words[1:]
        answer(connection, rest[0], rest[1], rest[-1] == "chunked")
    part(connection)


def part(connection):
    try:
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(2)
        while connection.recv(4096):
            pass
    except OSError:
        pass
    connection.close()


def one(connection, words):
    try:
        talk(connection, words)
    except OSError as e:
        print(words, e, flush=True)
    finally:
        connection.close()


def serve(listener, words):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=one, args=(connection, words), daemon=True).start()


children = []


def end(*_):
    for child in children:
        child.kill()
    sys.exit(0)


signal.signal(signal.SIGTERM, end)
for number, line in enumerate(open(cases).read().splitlines()):
    words = line.split("\t")[3].split()
    if words[0] == "nothing":
        continue
    if words[0] == "s_server":
        children.append(subprocess.Popen(
            ["openssl", "s_server", "-quiet", "-WWW", "-accept", f"127.0.0.1:{base + number}"]
            + ["-cert", f"{work}/cp-1.crt", "-key", f"{work}/cp-1.key"],
            cwd=work,
        ))
        continue
    listener = socket.create_server(("127.0.0.1", base + number))
    threading.Thread(target=serve, args=(listener, words), daemon=True).start()
time.sleep(1)
print("ready", flush=True)
while True:
    time.sleep(60)
