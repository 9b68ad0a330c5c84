package dev.halab.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.cluster.FakeCluster;
import dev.halab.cluster.WriteTrial;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.FakeSource;
import dev.halab.fact.Reading;
import dev.halab.fact.Reading.Reason;
import dev.halab.fact.Redaction;
import dev.halab.fact.Snapshot;
import dev.halab.fact.Source;
import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class ObserverTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOON);
    private static final Duration SOON = Duration.ofMillis(150);
    private static final String KEY = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static final Fact HOSTS = Facts.file("cp-1", "/etc/hosts");
    private static final Fact OTHER = Facts.file("cp-2", "/etc/hosts");
    private static final Fact JOIN = Facts.joinCommand("cp-1", "/root/join.sh");

    private final FakeCluster cluster = FakeCluster.of(new FakeSource().says(Facts.nodes(), "{}"));

    @Test
    void one_round_reads_every_source_once() {
        FakeSource node = new FakeSource().says(HOSTS, "one").says(Facts.swaps("cp-1"), "two");
        Observer observer = observer(Map.of("cp-1", node), cluster);

        Snapshot snapshot = observer.observe(Set.of(HOSTS, Facts.swaps("cp-1"), Facts.nodes()), 7, Map.of());

        assertThat(snapshot.epoch()).isEqualTo(7);
        assertThat(snapshot.at()).isEqualTo(NOON);
        assertThat(snapshot.text(HOSTS)).isEqualTo("one");
        assertThat(snapshot.text(Facts.swaps("cp-1"))).isEqualTo("two");
        assertThat(snapshot.text(Facts.nodes())).isEqualTo("{}");
        assertThat(node.asked()).hasSize(1);
    }

    @Test
    void the_baseline_is_handed_on() {
        Reading before = new Reading.Seen(0, "before", "", NOON);

        Snapshot snapshot = observer(Map.of(), cluster).observe(Set.of(), 1, Map.of(HOSTS, before));

        assertThat(snapshot.atOpening(HOSTS)).contains((Reading.Seen) before);
    }

    @Test
    void a_source_that_does_not_exist_is_unreachable() {
        Snapshot snapshot = observer(Map.of(), cluster).observe(Set.of(HOSTS), 1, Map.of());

        assertThat(snapshot.reading(HOSTS))
                .isEqualTo(new Reading.Unseen(Reason.UNREACHABLE, "there is no 'cp-1' in this lab"));
    }

    @Test
    void a_fact_that_a_source_forgets_is_not_read() {
        Source forgetful = (facts, deadline) -> Map.of();

        Snapshot snapshot = observer(Map.of("cp-1", forgetful), cluster).observe(Set.of(HOSTS), 1, Map.of());

        assertThat(snapshot.reading(HOSTS)).isEqualTo(new Reading.Unseen(Reason.NOT_READ, "cp-1 said nothing of it"));
    }

    @Test
    void trouble_that_a_source_raises_is_unseen() {
        Source broken = (facts, deadline) -> {
            throw HalabException.of(new Problem("cp-1 was asked", "its key changed", "halab up"));
        };

        Snapshot snapshot = observer(Map.of("cp-1", broken), cluster).observe(Set.of(HOSTS), 1, Map.of());

        assertThat(snapshot.reading(HOSTS))
                .isEqualTo(new Reading.Unseen(Reason.UNREACHABLE, "cp-1 was asked: its key changed"));
    }

    @Test
    void a_defect_of_a_source_stays_a_defect() {
        Source defect = (facts, deadline) -> {
            throw new IllegalArgumentException("a defect");
        };
        Observer observer = observer(Map.of("cp-1", defect), cluster);

        assertThatThrownBy(() -> observer.observe(Set.of(HOSTS), 1, Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasRootCauseMessage("a defect");
    }

    @Test
    void results_arrive_while_a_dead_node_is_waited_for() {
        List<String> arrivals = new ArrayList<>();
        Observer observer = observer(
                Map.of("cp-1", new FakeSource().dead(), "cp-2", new FakeSource().says(OTHER, "alive")), cluster);

        Snapshot snapshot = observer.observe(
                Set.of(HOSTS, OTHER), 1, Map.of(), (source, readings) -> arrivals.add(source + readings.size()));

        assertThat(arrivals).containsExactly("cp-21", "cp-11");
        assertThat(snapshot.text(OTHER)).isEqualTo("alive");
        assertThat(snapshot.reading(HOSTS)).isInstanceOf(Reading.Unseen.class);
    }

    @Test
    void a_source_that_overlooks_its_deadline_is_left_behind() {
        Observer observer = observer(
                Map.of("cp-1", new FakeSource().deaf(), "cp-2", new FakeSource().says(OTHER, "alive")), cluster);

        Snapshot snapshot = observer.observe(Set.of(HOSTS, OTHER), 1, Map.of());

        assertThat(snapshot.text(OTHER)).isEqualTo("alive");
        assertThat(snapshot.reading(HOSTS)).isEqualTo(new Reading.Unseen(Reason.NO_ANSWER, "nothing within 150 ms"));
    }

    @Test
    void a_write_may_take_longer_than_a_source_and_keeps_nobody_waiting() {
        Fact write = Facts.write("k8s-api.lab", 6443);
        CountDownLatch givenUp = new CountDownLatch(1);
        AtomicReference<Duration> time = new AtomicReference<>(Duration.ZERO);
        WriteTrial trial = (facts, deadline) -> {
            time.set(deadline);
            try {
                givenUp.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Map.of(write, new Reading.Seen(0, "tried", "", NOON));
        };
        List<String> arrivals = new ArrayList<>();
        Observer observer =
                observer(Map.of("cp-1", new FakeSource().deaf()), cluster).trying(trial);

        Snapshot snapshot = observer.observe(Set.of(HOSTS, write), 1, Map.of(), (source, readings) -> {
            arrivals.add(source);
            givenUp.countDown();
        });

        assertThat(arrivals).containsExactly("cp-1", "write");
        assertThat(snapshot.reading(HOSTS)).isEqualTo(new Reading.Unseen(Reason.NO_ANSWER, "nothing within 150 ms"));
        assertThat(snapshot.text(write)).isEqualTo("tried");
        assertThat(time.get()).isEqualTo(WriteTrial.LONGEST);
    }

    @Test
    void without_a_trial_no_write_is_seen() {
        Fact write = Facts.write("k8s-api.lab", 6443);

        assertThat(observer(Map.of(), cluster)
                        .observe(Set.of(write), 1, Map.of())
                        .reading(write))
                .isInstanceOf(Reading.Unseen.class);
    }

    @Test
    void interruption_ends_the_wait_and_keeps_the_flag() {
        Observer observer = observer(Map.of("cp-1", new FakeSource().deaf()), cluster);

        Thread.currentThread().interrupt();
        Snapshot snapshot = observer.observe(Set.of(HOSTS), 1, Map.of());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(snapshot.reading(HOSTS)).isInstanceOf(Reading.Unseen.class);
    }

    @Test
    void texts_errors_and_details_lose_their_secrets() {
        String token = "la4kyk.k3djlej3zzh4btz5";
        Reading seen = new Reading.Seen(0, "token " + token, "stderr " + token, NOON);
        Reading unseen = new Reading.Unseen(Reason.UNREADABLE, "odd: " + token);
        FakeSource node = new FakeSource().says(HOSTS, seen).says(JOIN, unseen);

        Snapshot snapshot = observer(Map.of("cp-1", node), cluster).observe(Set.of(HOSTS, JOIN), 1, Map.of());

        assertThat(snapshot.readings().toString())
                .doesNotContain("k3djlej3zzh4btz5")
                .contains("la4kyk.sha256-" + Redaction.sha256("k3djlej3zzh4btz5"));
    }

    @Test
    void a_certificate_key_that_opens_the_secret_is_told_from_one_that_does_not() {
        String wrong = KEY.replace('0', '1');
        byte[] sealed = seal(KEY);

        assertThat(joinWith(KEY, cluster.withSealed(sealed))).endsWith(":opens-yes");
        assertThat(joinWith(KEY.toUpperCase(java.util.Locale.ROOT), cluster.withSealed(sealed)))
                .endsWith(":opens-yes");
        assertThat(joinWith(wrong, cluster.withSealed(sealed))).endsWith(":opens-bad-tag");
        assertThat(joinWith(KEY.substring(2), cluster.withSealed(sealed))).endsWith(":malformed");
        assertThat(joinWith(KEY, cluster)).endsWith(":opens-no-secret");
        assertThat(joinWith(KEY, cluster.withUnseenSecret(Facts.uploadedCertificates())))
                .endsWith(":opens-unknown");
    }

    @Test
    void a_sealed_value_that_is_cut_short_is_not_opened() {
        byte[] sealed = seal(KEY);

        for (int length : new int[] {0, 5, 12, 20, sealed.length - 1}) {
            assertThat(joinWith(KEY, cluster.withSealed(java.util.Arrays.copyOf(sealed, length))))
                    .endsWith(":opens-bad-tag");
        }
    }

    @Test
    void only_a_join_command_is_tried_on_the_secret() {
        FakeSource node = new FakeSource().says(HOSTS, KEY);

        Snapshot snapshot =
                observer(Map.of("cp-1", node), cluster.withSealed(seal(KEY))).observe(Set.of(HOSTS), 1, Map.of());

        assertThat(snapshot.text(HOSTS)).isEqualTo("sha256-" + Redaction.sha256(KEY));
    }

    private static String joinWith(String key, FakeCluster in) {
        FakeSource node = new FakeSource().says(JOIN, "kubeadm join a:6443 --certificate-key " + key);
        return observer(Map.of("cp-1", node), in)
                .observe(Set.of(JOIN), 1, Map.of())
                .text(JOIN);
    }

    private static Observer observer(Map<String, Source> nodes, FakeCluster in) {
        return new Observer(nodes, in, CLOCK, SOON);
    }

    /// Seals as kubeadm does: a nonce of 12 bytes, then what AES-GCM gives.
    private static byte[] seal(String key) {
        byte[] nonce = HexFormat.of().parseHex("0102030405060708090a0b0c");
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec secret = new SecretKeySpec(HexFormat.of().parseHex(key), "AES");
            cipher.init(Cipher.ENCRYPT_MODE, secret, new GCMParameterSpec(128, nonce));
            byte[] sealed =
                    cipher.doFinal("-----BEGIN CERTIFICATE-----".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            byte[] whole = java.util.Arrays.copyOf(nonce, nonce.length + sealed.length);
            System.arraycopy(sealed, 0, whole, nonce.length, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
