package dev.halab.check.cluster;

import dev.halab.check.Cause;
import java.util.List;

/// Why a cluster takes no writes.
final class ApiWriteCauses {
    static final Cause UNREACHABLE = new Cause("write.unreachable", "No API server answers there.");
    static final Cause TLS =
            new Cause("write.tls", "What answers shows a certificate of another CA, or one for another name.");
    static final Cause DENIED = new Cause("write.denied", "The API server refuses the user of admin.conf.");
    static final Cause NO_QUORUM =
            new Cause("etcd.no-quorum", "Reads work and writes time out in etcd: too few members are alive.");
    static final Cause NO_SPACE =
            new Cause("write.no-space", "etcd is full, and takes no writes until there is room and its alarm is off.");
    static final Cause TIMEOUT = new Cause(
            "write.timeout",
            "Reads work, and a write gets no answer in 8 s: the API server waits for etcd or for a webhook.");
    static final Cause DIFFERS =
            new Cause("write.differs", "What is read back is not what was written, or it is not there.");
    static final Cause ERROR = new Cause("write.error", "The API server answers with another error.");

    private ApiWriteCauses() {}

    static List<Cause> all() {
        return List.of(UNREACHABLE, TLS, DENIED, NO_QUORUM, NO_SPACE, TIMEOUT, DIFFERS, ERROR);
    }
}
