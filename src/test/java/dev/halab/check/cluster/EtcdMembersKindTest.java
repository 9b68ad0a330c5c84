package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.CONTROL_PLANES;
import static dev.halab.check.cluster.Observed.STANDARD;
import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EtcdMembersKindTest {
    private static final String MEMBERS = Observed.text("etcd-member-list.json");
    private static final EtcdMembersClaim THREE = new EtcdMembersClaim(CONTROL_PLANES, false, STANDARD);

    /// Every member tells the recorded list with this change.
    private static Given members(UnaryOperator<String> change) {
        Given given = Given.nothing();
        CONTROL_PLANES.forEach(n -> given.text(Facts.etcdMembers(n.name()), change.apply(MEMBERS)));
        return given;
    }

    @Test
    void passes_on_three_started_voters() {
        assertThat(judge(THREE, members(m -> m).snapshot())).isEqualTo(Verdict.pass("3 voters, one cluster"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "etcd.unstarted | \"name\":\"cp-3\" | \"name\":\"\"",
                "etcd.nat-peer | https://192.168.56.13:2380 | https://172.18.0.5:2380",
                "etcd.learner | \"name\":\"cp-2\" | \"isLearner\":true, \"name\":\"cp-2\"",
            })
    void fails_when_one_member_differs(String cause, String from, String to) {
        assertThat(fails(
                                new EtcdMembersKind(),
                                THREE,
                                members(m -> m.replace(from, to)).snapshot())
                        .cause())
                .isEqualTo(cause);
    }

    @Test
    void fails_when_a_member_is_missing() {
        var two = members(m -> m.replaceAll(", \\{\"ID\":\"17907177711075960769\"[^}]*}", ""));

        var mismatch = fails(new EtcdMembersKind(), THREE, two.snapshot());

        assertThat(mismatch.cause()).isEqualTo("etcd.missing");
        assertThat(mismatch.actual()).isEqualTo("members: cp-2, cp-1");
    }

    @Test
    void fails_when_a_removed_machine_is_still_a_member() {
        EtcdMembersClaim two = new EtcdMembersClaim(CONTROL_PLANES.subList(0, 2), false, STANDARD);

        var mismatch = fails(new EtcdMembersKind(), two, members(m -> m).snapshot());

        assertThat(mismatch.cause()).isEqualTo("etcd.left-over");
        assertThat(mismatch.actual()).isEqualTo("3; member f88313407e79a7c1 (cp-3) is none of them");
    }

    @Test
    void passes_with_further_members_where_they_are_allowed() {
        EtcdMembersClaim two = new EtcdMembersClaim(CONTROL_PLANES.subList(0, 2), true, STANDARD);

        assertThat(judge(two, members(m -> m).snapshot())).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void fails_on_a_member_that_is_no_machine_even_where_others_are_allowed() {
        EtcdMembersClaim two = new EtcdMembersClaim(CONTROL_PLANES.subList(0, 2), true, STANDARD);
        var foreign = members(m -> m.replace("192.168.56.13", "192.168.56.99"));

        assertThat(fails(new EtcdMembersKind(), two, foreign.snapshot()).cause())
                .isEqualTo("etcd.left-over");
    }

    @Test
    void names_the_learner_that_a_failed_join_left_behind() {
        var left = members(m -> m.replaceAll(
                ", \\{\"ID\":\"17907177711075960769\"[^}]*}",
                ", {\"ID\":\"1\", \"peerURLs\":[\"https://172.18.0.5:2380\"], \"isLearner\":true}"));

        var mismatch = fails(new EtcdMembersKind(), THREE, left.snapshot());

        assertThat(mismatch.cause()).isEqualTo("etcd.nat-peer");
        assertThat(mismatch.actual()).contains("172.18.0.5").contains("never started");
    }

    @Test
    void a_machine_that_is_missing_is_not_taken_for_another_that_has_not_started() {
        var two = members(m -> m.replaceFirst("\\{\"ID\":\"12569512684038225034\"[^}]*}, ", "")
                .replace("\"name\":\"cp-3\"", "\"name\":\"\""));

        var mismatch = fails(new EtcdMembersKind(), THREE, two.snapshot());

        assertThat(mismatch.cause()).isEqualTo("etcd.missing");
        assertThat(mismatch.expected()).isEqualTo("cp-2 is a member");
        assertThat(mismatch.actual()).isEqualTo("members: cp-1, https://192.168.56.13:2380");
    }

    @Test
    void fails_when_a_machine_has_a_cluster_of_its_own() {
        var split = members(m -> m);
        split.text(Facts.etcdMembers("cp-3"), MEMBERS.replace("176150847236950402", "42"));

        assertThat(fails(new EtcdMembersKind(), THREE, split.snapshot()).cause())
                .isEqualTo("etcd.split");
    }

    @Test
    void fails_when_no_etcd_listens() {
        var down = members(m -> m).status(Facts.etcdMembers("cp-2"), 7, "");

        assertThat(fails(new EtcdMembersKind(), THREE, down.snapshot()).cause()).isEqualTo("etcd.not-running");
    }

    @Test
    void fails_when_the_members_cannot_agree() {
        var lost = members(m -> "{\"code\":14,\"message\":\"etcdserver: no leader\",\"details\":[]}");

        assertThat(fails(new EtcdMembersKind(), THREE, lost.snapshot()).cause()).isEqualTo("etcd.no-quorum");
    }

    @Test
    void is_unknown_when_a_machine_cannot_be_asked() {
        var off = members(m -> m).unseen(Facts.etcdMembers("cp-3"), Reading.Reason.UNREACHABLE);

        assertThat(judge(THREE, off.snapshot())).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void prefers_what_is_surely_wrong_to_what_cannot_be_seen() {
        var off = members(m -> m.replace("\"name\":\"cp-2\"", "\"name\":\"\""))
                .unseen(Facts.etcdMembers("cp-3"), Reading.Reason.UNREACHABLE);

        assertThat(fails(new EtcdMembersKind(), THREE, off.snapshot()).cause()).isEqualTo("etcd.unstarted");
    }

    @Test
    void fields_that_are_left_out_have_their_usual_values() {
        assertThat(Trial.of(new EtcdMembersKind(), "on", CONTROL_PLANES).claim())
                .isEqualTo(THREE);
    }

    @Test
    void the_title_names_the_voters() {
        assertThat(THREE.title()).isEqualTo("etcd has 3 voters: cp-1, cp-2, cp-3");
        assertThat(new EtcdMembersClaim(CONTROL_PLANES.subList(0, 1), true, STANDARD).title())
                .isEqualTo("etcd has one voter: cp-1");
    }
}
