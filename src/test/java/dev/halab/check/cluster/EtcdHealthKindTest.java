package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.CONTROL_PLANES;
import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Facts;
import dev.halab.topology.NodeSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdHealthKindTest {
    private static final EtcdHealthClaim HEALTHY = new EtcdHealthClaim(CONTROL_PLANES, 1000, 2048);

    private static Given healthy() {
        Given given = Given.nothing();
        for (NodeSpec node : CONTROL_PLANES) {
            given.text(Facts.etcdHealth(node.name()), "200\n{\"health\":\"true\",\"reason\":\"\"}")
                    .text(Facts.etcdStatus(node.name()), Observed.text("etcd-status-%s.json".formatted(node.name())))
                    .text(Facts.etcdAlarms(node.name()), Observed.text("etcd-alarms.json"));
        }
        return given;
    }

    @Test
    void passes_when_all_are_healthy_and_agree() {
        assertThat(judge(HEALTHY, healthy().snapshot())).isInstanceOf(Verdict.Pass.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etcd.no-quorum | 503 | {\"health\":\"false\",\"reason\":\"RAFT NO LEADER\"}",
                "etcd.unhealthy | 503 | {\"health\":\"false\",\"reason\":\"ETCD SERVER STOPPED\"}",
                "etcd.alarm | 503 | {\"health\":\"false\",\"reason\":\"ALARM NOSPACE\"}",
            })
    void tells_why_a_member_is_unhealthy(String cause, String status, String body) {
        var given = healthy().text(Facts.etcdHealth("cp-2"), status + "\n" + body);

        assertThat(fails(new EtcdHealthKind(), HEALTHY, given.snapshot()).cause())
                .isEqualTo(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etcd.leader | \"leader\":\"13790669252645940630\" | \"leader\":\"12569512684038225034\"",
                "etcd.leader | \"raftTerm\":\"2\" | \"raftTerm\":\"3\"",
                "etcd.version | 3.6.6 | 3.5.24",
                "etcd.size | \"dbSize\":\"1613824\" | \"dbSize\":\"3221225472\"",
            })
    void fails_when_one_member_tells_another_story(String cause, String from, String to) {
        String other =
                Observed.text("etcd-status-cp-2.json").replaceFirst("\"dbSize\":\"\\d+\"", "\"dbSize\":\"1613824\"");
        var given = healthy().text(Facts.etcdStatus("cp-2"), other.replace(from, to));

        assertThat(fails(new EtcdHealthKind(), HEALTHY, given.snapshot()).cause())
                .isEqualTo(cause);
    }

    @Test
    void fails_when_a_member_lags() {
        var given = healthy();
        given.text(
                Facts.etcdStatus("cp-2"),
                Observed.text("etcd-status-cp-2.json")
                        .replaceFirst("\"raftIndex\":\"\\d+\"", "\"raftIndex\":\"9999\""));

        assertThat(fails(new EtcdHealthKind(), HEALTHY, given.snapshot()).cause())
                .isEqualTo("etcd.lag");
    }

    @Test
    void fails_when_nobody_leads() {
        var given = healthy();
        CONTROL_PLANES.forEach(n -> given.text(
                Facts.etcdStatus(n.name()),
                Observed.text("etcd-status-%s.json".formatted(n.name()))
                        .replaceFirst("\"leader\":\"\\d+\"", "\"leader\":\"0\"")));

        var mismatch = fails(new EtcdHealthKind(), HEALTHY, given.snapshot());

        assertThat(mismatch.cause()).isEqualTo("etcd.leader");
        assertThat(mismatch.actual())
                .isEqualTo("cp-1 leader 0 in term 2; cp-2 leader 0 in term 2; cp-3 leader 0 in term 2");
    }

    @ParameterizedTest
    @CsvSource({"1000, pass", "1001, etcd.lag"})
    void a_member_may_be_some_entries_behind(long behind, String word) {
        var given = statuses("raftIndex", 20_000);
        given.text(Facts.etcdStatus("cp-3"), status("cp-3", "raftIndex", 20_000 - behind));

        assertThat(word(given)).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"2147483648, pass", "2147483649, etcd.size"})
    void a_database_may_have_its_size(long bytes, String word) {
        assertThat(word(statuses("dbSize", bytes))).isEqualTo(word);
    }

    private static String word(Given given) {
        return judge(HEALTHY, given.snapshot()) instanceof Verdict.Pass
                ? "pass"
                : fails(new EtcdHealthKind(), HEALTHY, given.snapshot()).cause();
    }

    private static Given statuses(String member, long value) {
        Given given = healthy();
        CONTROL_PLANES.forEach(n -> given.text(Facts.etcdStatus(n.name()), status(n.name(), member, value)));
        return given;
    }

    private static String status(String node, String member, long value) {
        return Observed.text("etcd-status-%s.json".formatted(node))
                .replaceFirst("\"%s\":\"\\d+\"".formatted(member), "\"%s\":\"%d\"".formatted(member, value));
    }

    @Test
    void says_how_far_behind_and_how_large_a_member_is() {
        var behind = statuses("raftIndex", 20_000).text(Facts.etcdStatus("cp-3"), status("cp-3", "raftIndex", 15_000));

        assertThat(fails(new EtcdHealthKind(), HEALTHY, behind.snapshot())).satisfies(m -> {
            assertThat(m.actual()).isEqualTo("5000 entries behind");
            assertThat(m.where()).isEqualTo("cp-3: etcd");
        });
        assertThat(fails(
                                new EtcdHealthKind(),
                                HEALTHY,
                                statuses("dbSize", 3221225472L).snapshot())
                        .actual())
                .isEqualTo("3072 MiB");
        assertThat(fails(
                                new EtcdHealthKind(),
                                HEALTHY,
                                healthy()
                                        .text(Facts.etcdHealth("cp-1"), "503\n{\"health\":\"false\"}")
                                        .snapshot())
                        .actual())
                .isEqualTo("health is not true");
    }

    @Test
    void fails_when_an_alarm_is_raised_that_health_does_not_show() {
        var given = healthy().text(Facts.etcdAlarms("cp-1"), "{\"header\":{},\"alarms\":[{\"alarm\":\"NOSPACE\"}]}");

        var mismatch = fails(new EtcdHealthKind(), HEALTHY, given.snapshot());

        assertThat(mismatch.cause()).isEqualTo("etcd.alarm");
        assertThat(mismatch.actual()).isEqualTo("NOSPACE");
    }

    @Test
    void fails_when_nothing_listens_on_the_health_port() {
        var given = healthy().status(Facts.etcdHealth("cp-1"), 7, "");

        assertThat(fails(new EtcdHealthKind(), HEALTHY, given.snapshot()).cause())
                .isEqualTo("etcd.not-running");
    }

    @Test
    void fields_that_are_left_out_have_their_usual_values() {
        assertThat(Trial.of(new EtcdHealthKind(), "on", CONTROL_PLANES).claim()).isEqualTo(HEALTHY);
    }

    @Test
    void the_title_names_the_members() {
        assertThat(HEALTHY.title()).isEqualTo("etcd is healthy on cp-1, cp-2, cp-3");
    }
}
