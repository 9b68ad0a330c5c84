package dev.halab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TutorTest {
    @Test
    void alone_on_a_terminal_it_opens_the_tutor() {
        Learner learner = new Learner().atTerminal();

        assertThat(learner.types("").status()).isZero();
        assertThat(learner.tutors).containsExactly(new Desk.Wishes(false, "", true, false));
    }

    @Test
    void alone_without_a_terminal_it_says_where_the_learner_stands() {
        Learner learner = new Learner();

        assertThat(learner.types("").out()).contains("not started a lab yet");
        assertThat(learner.tutors).isEmpty();
    }

    @Test
    void the_plain_tutor_needs_no_terminal() {
        Learner learner = new Learner();

        learner.types("--plain --theme mono --no-mouse --reduced-motion");
        assertThat(learner.tutors).containsExactly(new Desk.Wishes(true, "mono", false, true));
    }
}
