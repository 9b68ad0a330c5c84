package dev.halab.check.cluster;

import dev.halab.json.Json;
import java.util.List;

/// A member of the etcd cluster, as `POST /v3/cluster/member/list` of the gRPC gateway names it. The gateway
/// writes 64-bit ids as decimal strings and leaves out what is empty or false (etcd v3.6 rpc.proto).
///
/// @param id decimal, unsigned
/// @param name empty until the member has started once
record EtcdMember(String id, String name, List<String> peerUrls, boolean learner) {
    EtcdMember {
        peerUrls = List.copyOf(peerUrls);
    }

    static List<EtcdMember> list(Json answer) {
        return answer.items("members").stream()
                .map(m -> new EtcdMember(
                        m.text("ID").orElse("0"),
                        m.text("name").orElse(""),
                        m.items("peerURLs").stream()
                                .flatMap(u -> u.text().stream())
                                .toList(),
                        m.text("isLearner").orElse("false").equals("true")))
                .toList();
    }

    boolean started() {
        return !name.isEmpty();
    }

    /// The id as etcdctl prints it.
    String hexId() {
        return Long.toHexString(Long.parseUnsignedLong(id));
    }

    /// What a person calls it: its name, or its peer address before it has one.
    String label() {
        return started() ? name : String.join(" ", peerUrls);
    }

    boolean hasPeer(String address) {
        return peerUrls.contains("https://%s:2380".formatted(address));
    }
}
