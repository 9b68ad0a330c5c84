package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.CONTROL_PLANES;
import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EtcdSnapshotKindTest {
    private static final String FILE = "/var/backups/etcd.db";
    private static final String KEY = "/registry/configmaps/default/marker";
    private static final String SAVED = Observed.text("etcd-snapshot-saved.txt");
    private static final EtcdSnapshotClaim SNAPSHOT =
            new EtcdSnapshotClaim(CONTROL_PLANES.subList(0, 1), FILE, Optional.of(KEY));

    private static Snapshot seen(String file, String held) {
        return Given.nothing()
                .text(Facts.etcdSnapshot("cp-1", FILE), file)
                .text(Facts.holds("cp-1", FILE, KEY + "\u0010"), held)
                .snapshot();
    }

    @Test
    void what_etcdctl_saved_passes() {
        assertThat(judge(SNAPSHOT, seen(SAVED, "yes\n"))).isEqualTo(Verdict.pass("whole, with its checksum"));
        assertThat(SNAPSHOT.advice(seen(SAVED, "yes\n"))).isEmpty();
    }

    @Test
    void a_snapshot_of_the_time_before_the_key_fails() {
        assertThat(fails(new EtcdSnapshotKind(), SNAPSHOT, seen(SAVED, "no\n")).cause())
                .isEqualTo("etcd.snap-stale");
    }

    @ParameterizedTest
    @CsvSource({
        "etcd-snapshot-copied.txt, etcd.snap-copied",
        "etcd-snapshot-damaged.txt, etcd.snap-corrupt",
        "etcd-snapshot-cut.txt, etcd.snap-corrupt",
        "etcd-snapshot-archive.txt, etcd.snap-foreign",
    })
    void a_file_from_which_etcd_would_not_be_restored_fails(String recorded, String cause) {
        assertThat(fails(new EtcdSnapshotKind(), SNAPSHOT, seen(Observed.text(recorded), "yes\n"))
                        .cause())
                .isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "absent                                                | etcd.snap-none",
                "directory 0755 root root 4096 1790000000.000000000     | etcd.snap-foreign",
                "regular 0600 root root 0 1790000000.000000000          | etcd.snap-foreign",
                "regular 0600 root root 1023 1790000000.000000000       | etcd.snap-foreign",
            })
    void what_is_no_file_of_that_size_fails(String head, String cause) {
        assertThat(fails(new EtcdSnapshotKind(), SNAPSHOT, seen(head + "\n", "no\n"))
                        .cause())
                .isEqualTo(cause);
    }

    @Test
    void without_a_key_the_checksum_is_enough() {
        Trial any = Trial.of(new EtcdSnapshotKind(), "on", CONTROL_PLANES.subList(0, 1), "file", FILE);

        assertThat(any.claim().facts()).containsExactly(Facts.etcdSnapshot("cp-1", FILE));
        assertThat(any.judge(Given.nothing().text(Facts.etcdSnapshot("cp-1", FILE), SAVED)))
                .isEqualTo(Verdict.pass("whole, with its checksum"));
        assertThat(any.claim().title()).isEqualTo("/var/backups/etcd.db on cp-1 is a snapshot of etcd");
    }

    @Test
    void nothing_is_advised_about_a_file_that_was_not_seen() {
        assertThat(SNAPSHOT.advice(Given.nothing().snapshot())).isEmpty();
    }

    @Test
    void a_file_too_large_to_sum_is_unknown() {
        String slow = SAVED.replaceFirst("sum .*", "sum -");

        assertThat(judge(SNAPSHOT, seen(slow, "yes\n"))).isInstanceOf(Verdict.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_part_of_what_was_read_is_unknown(int lines) {
        String part = String.join("\n", SAVED.lines().limit(lines).toList());

        assertThat(judge(SNAPSHOT, seen(part, "yes\n"))).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void a_snapshot_that_everybody_can_read_passes_with_advice() {
        String open = SAVED.replaceFirst(" 0600 ", " 0644 ");

        assertThat(judge(SNAPSHOT, seen(open, "yes\n"))).isInstanceOf(Verdict.Pass.class);
        assertThat(SNAPSHOT.advice(seen(open, "yes\n")))
                .singleElement()
                .asString()
                .contains("chmod 600");
    }
}
