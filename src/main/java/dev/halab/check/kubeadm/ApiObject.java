package dev.halab.check.kubeadm;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import dev.halab.json.Json;
import java.util.Optional;

/// Reads an object of the Kubernetes API.
final class ApiObject {
    private static final int NOT_FOUND = 404;

    private ApiObject() {}

    /// The object; empty if the API says that there is none.
    ///
    /// @throws dev.halab.fact.Unobserved if it was not read
    static Optional<Json> find(Snapshot snapshot, Fact fact) {
        Reading.Seen seen = snapshot.seen(fact);
        return seen.status() == NOT_FOUND
                ? Optional.empty()
                : Optional.of(Json.parse(snapshot.text(fact)).having("metadata"));
    }
}
