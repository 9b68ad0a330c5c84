package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.CONTROL_PLANES;
import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.check.Given;
import dev.halab.check.Trial;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseKindTest {
    private static final Fact LEASE = Facts.lease("kube-system", "kube-scheduler");
    private static final String RECORDED = Observed.text("lease-kube-scheduler.json");
    private static final LeaseClaim HELD = new LeaseClaim("kube-system", "kube-scheduler", CONTROL_PLANES, true, false);
    private static final LeaseClaim MOVED = new LeaseClaim("kube-system", "kube-scheduler", CONTROL_PLANES, true, true);

    private static Snapshot at(String date) {
        return Given.nothing().text(LEASE, dated(RECORDED, date)).snapshot();
    }

    private static String dated(String lease, String date) {
        return lease.strip().replaceFirst("\\{", "{\"serverDate\": \"Mon, 23 Nov 2026 %s GMT\",".formatted(date));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15:20:33", "15:20:47", "15:20:32"})
    void passes_while_the_holder_renews(String date) {
        assertThat(judge(HELD, at(date))).isEqualTo(Verdict.pass("held by cp-1"));
    }

    @Test
    void fails_when_the_holder_stopped_renewing() {
        assertThat(fails(new LeaseKind(), HELD, at("15:20:50")).cause()).isEqualTo("lease.stale");
    }

    @Test
    void fails_when_a_machine_that_is_no_control_plane_holds_it() {
        Snapshot foreign = Given.nothing()
                .text(LEASE, dated(RECORDED.replace("cp-1_", "w-1_"), "15:20:33"))
                .snapshot();

        assertThat(fails(new LeaseKind(), HELD, foreign).cause()).isEqualTo("lease.holder");
    }

    @Test
    void fails_when_nobody_holds_it() {
        Snapshot free = Given.nothing()
                .text(LEASE, dated(RECORDED.replaceAll("cp-1_[0-9a-f-]*", ""), "15:20:33"))
                .snapshot();

        assertThat(fails(new LeaseKind(), HELD, free).cause()).isEqualTo("lease.nobody");
    }

    @Test
    void fails_when_there_is_no_such_lease() {
        Snapshot none = Given.nothing().status(LEASE, 404, "").snapshot();

        assertThat(fails(new LeaseKind(), HELD, none).cause()).isEqualTo("lease.missing");
    }

    @Test
    void fails_while_the_holder_is_the_one_of_the_opening() {
        Snapshot same = Given.nothing()
                .text(LEASE, dated(RECORDED, "15:20:33"))
                .atOpening(LEASE, RECORDED)
                .snapshot();

        assertThat(fails(new LeaseKind(), MOVED, same).cause()).isEqualTo("lease.unmoved");
    }

    @Test
    void passes_once_another_holds_it() {
        Snapshot moved = Given.nothing()
                .text(LEASE, dated(RECORDED.replace("cp-1_", "cp-3_"), "15:20:33"))
                .atOpening(LEASE, RECORDED)
                .snapshot();

        assertThat(judge(MOVED, moved)).isEqualTo(Verdict.pass("held by cp-3"));
    }

    @Test
    void passes_when_the_lease_was_not_there_at_the_opening() {
        Given none = Given.nothing().text(LEASE, dated(RECORDED, "15:20:33"));

        assertThat(judge(MOVED, none.snapshot())).isEqualTo(Verdict.pass("held by cp-1"));
    }

    @Test
    void a_second_may_be_lost_by_the_date() {
        assertThat(judge(HELD, at("15:20:48"))).isInstanceOf(Verdict.Pass.class);
        assertThat(fails(new LeaseKind(), HELD, at("15:20:49")).actual()).isEqualTo("cp-1 renewed it 16 s ago");
    }

    @Test
    void fields_that_are_left_out_have_their_usual_values() {
        assertThat(Trial.of(new LeaseKind(), "name", "kube-scheduler", "holderAmong", CONTROL_PLANES)
                        .claim())
                .isEqualTo(HELD);
    }

    @Test
    void says_who_may_hold_it() {
        Snapshot free = Given.nothing()
                .text(LEASE, dated(RECORDED.replaceAll("cp-1_[0-9a-f-]*", ""), "15:20:33"))
                .snapshot();

        assertThat(HELD.title()).isEqualTo("Lease kube-scheduler is held by one of cp-1, cp-2, cp-3");
        assertThat(fails(new LeaseKind(), HELD, free).expected()).isEqualTo("a holder among cp-1, cp-2, cp-3");
    }

    @Test
    void is_unknown_without_the_date_of_the_answer() {
        Snapshot undated = Given.nothing().text(LEASE, RECORDED).snapshot();

        assertThat(judge(HELD, undated)).isInstanceOf(Verdict.Unknown.class);
    }
}
