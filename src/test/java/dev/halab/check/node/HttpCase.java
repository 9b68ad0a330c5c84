package dev.halab.check.node;

import dev.halab.check.Fields;
import dev.halab.check.Given;
import dev.halab.check.Observed;
import dev.halab.check.Scope;
import dev.halab.check.Trial;
import dev.halab.check.tls.Certificates;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A line of `observed/http/cases.tsv`.
///
/// @param number of the line
/// @param name what the verdict has to be, and what is special
/// @param server how the server behaves
record HttpCase(int number, String name, String url, String fields, String server) {
    /// A day after the certificates were made.
    static final Instant AT = Certificates.first(Observed.text("http/ca.crt"))
            .orElseThrow()
            .getNotBefore()
            .toInstant()
            .plus(Duration.ofDays(1));

    static List<HttpCase> all() {
        List<HttpCase> all = new ArrayList<>();
        for (String line : Observed.text("http/cases.tsv").lines().toList()) {
            String[] words = line.split("\t", -1);
            all.add(new HttpCase(all.size(), words[0], words[1], words[2], words[3]));
        }
        return all;
    }

    static HttpCase named(String name) {
        return all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    /// The claim that it is about.
    Trial trial() {
        Map<String, Object> tls = new LinkedHashMap<>();
        List<String> has = new ArrayList<>();
        List<Object> given = new ArrayList<>(List.of("url", url));
        for (String field : fields.isEmpty() ? new String[0] : fields.split(";")) {
            String[] words = field.split("=", 2);
            switch (words[0]) {
                case "status" -> given.addAll(Arrays.asList("status", Long.valueOf(words[1])));
                case "bodyHas" -> has.add(words[1]);
                default -> tls.put(words[0], words[1]);
            }
        }
        if (!has.isEmpty()) {
            given.addAll(Arrays.asList("bodyHas", has));
        }
        if (!tls.isEmpty()) {
            given.addAll(Arrays.asList("tls", new Fields(tls)));
        }
        Scope scope = new Scope("lab/task/check", topology(), "1.35", false);
        return Trial.in(scope, new HttpKind(), given.toArray());
    }

    private Topology topology() {
        return url.contains("etcd-1")
                ? Topology.of("external-etcd", "192.168.56").orElseThrow()
                : Trial.STANDARD;
    }

    /// What is read on the wire.
    Fact call() {
        return trial().claim().facts().stream()
                .filter(f -> f.source().equals(Fact.WIRE))
                .findFirst()
                .orElseThrow();
    }

    /// What was read, with the cluster's CA.
    Given recorded() {
        return answering(Observed.text("http/" + name + ".json"));
    }

    /// The same with another text on the wire.
    Given answering(String text) {
        return Given.at(AT)
                .text(call(), text)
                .file(Facts.file("cp-1", "/etc/kubernetes/pki/ca.crt"), Observed.text("http/ca.crt"));
    }
}
