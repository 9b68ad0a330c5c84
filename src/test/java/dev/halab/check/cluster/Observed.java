package dev.halab.check.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Check;
import dev.halab.check.Claim;
import dev.halab.check.Kind;
import dev.halab.check.Mismatch;
import dev.halab.check.Round;
import dev.halab.check.Severity;
import dev.halab.check.Timeline;
import dev.halab.check.Timing;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Snapshot;
import dev.halab.topology.NodeSpec;
import dev.halab.topology.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// Recorded texts, and judging as the engine does it.
final class Observed {
    static final Topology STANDARD =
            Topology.of("standard", Topology.DEFAULT_PREFIX).orElseThrow();
    static final List<NodeSpec> CONTROL_PLANES = STANDARD.select("cp");

    private Observed() {}

    static String text(String name) {
        try (InputStream in = Observed.class.getResourceAsStream("/observed/cluster/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Verdict judge(Claim claim, Snapshot snapshot) {
        Check check = new Check("lab/task/check", "", "", claim, 1, Severity.MUST, List.of(), new Timing.Now(), false);
        return Round.judge(List.of(check), Trial.asRead(claim, snapshot), Duration.ZERO, Timeline.start())
                .results()
                .getFirst()
                .verdict();
    }

    /// The failure's mismatch, after asserting that there is one and that the kind declares its cause.
    static Mismatch fails(Kind kind, Claim claim, Snapshot snapshot) {
        Verdict verdict = judge(claim, snapshot);
        assertThat(verdict).isInstanceOf(Verdict.Fail.class);
        Mismatch mismatch = ((Verdict.Fail) verdict).mismatch();
        assertThat(kind.causes()).extracting("code").contains(mismatch.cause());
        return mismatch;
    }
}
