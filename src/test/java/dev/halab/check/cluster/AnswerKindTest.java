package dev.halab.check.cluster;

import static dev.halab.check.cluster.Observed.STANDARD;
import static dev.halab.check.cluster.Observed.fails;
import static dev.halab.check.cluster.Observed.judge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halab.check.Claim;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Given;
import dev.halab.check.Scope;
import dev.halab.check.Verdict;
import dev.halab.fact.Facts;
import dev.halab.fact.Snapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerKindTest {
    private static final String ID = "ha/verify/loss";
    private static final Scope SCOPE = new Scope(ID, STANDARD, "1.35", false);

    private static Claim asking(Map<String, Object> fields) {
        return new AnswerKind().claim(new Fields(fields), SCOPE);
    }

    private static Claim number() {
        return asking(Map.of("question", "How many?", "correct", "1"));
    }

    private static Claim choice() {
        return asking(
                Map.of("question", "Which?", "choices", List.of("none", "one of them"), "correct", "one of them"));
    }

    private static Snapshot answered(String value) {
        return Given.nothing().text(Facts.answer(ID), value).snapshot();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " 1 ", "1.0"})
    void takes_the_right_number_however_it_is_written(String value) {
        assertThat(judge(number(), answered(value))).isInstanceOf(Verdict.Pass.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one of them", "One of them", "b", "B"})
    void takes_the_right_choice_by_text_or_letter(String value) {
        assertThat(judge(choice(), answered(value))).isInstanceOf(Verdict.Pass.class);
    }

    @Test
    void a_choice_that_is_a_letter_is_meant_by_it() {
        Claim letters = asking(Map.of("question", "Which?", "choices", List.of("b", "a"), "correct", "a"));

        assertThat(judge(letters, answered("a"))).isEqualTo(Verdict.pass("answered 'a'"));
        assertThat(fails(new AnswerKind(), letters, answered("b")).cause()).isEqualTo("answer.wrong");
    }

    @Test
    void a_letter_beyond_the_last_choice_is_none() {
        assertThat(fails(new AnswerKind(), choice(), answered("a")).cause()).isEqualTo("answer.wrong");
        assertThat(fails(new AnswerKind(), choice(), answered("c")).cause()).isEqualTo("answer.not-a-choice");
    }

    @Test
    void does_not_tell_the_right_answer() {
        var mismatch = fails(new AnswerKind(), number(), answered("2"));

        assertThat(mismatch.cause()).isEqualTo("answer.wrong");
        assertThat(mismatch.expected()).doesNotContain("1");
    }

    @Test
    void fails_when_there_is_no_answer_yet() {
        Snapshot none = Given.nothing().status(Facts.answer(ID), 1, "").snapshot();

        assertThat(fails(new AnswerKind(), choice(), none).cause()).isEqualTo("answer.none");
    }

    @Test
    void the_question_is_the_title() {
        assertThat(number().title()).isEqualTo("How many?");
    }

    @Test
    void refuses_what_is_none_of_the_choices() {
        assertThat(fails(new AnswerKind(), choice(), answered("both")).cause()).isEqualTo("answer.not-a-choice");
        assertThat(fails(new AnswerKind(), number(), answered("many")).cause()).isEqualTo("answer.not-a-choice");
    }

    @Test
    void refuses_a_question_whose_right_answer_is_no_choice() {
        assertThatThrownBy(() -> asking(Map.of("question", "?", "choices", List.of("a", "b"), "correct", "c")))
                .isInstanceOf(FieldProblem.class);
        assertThatThrownBy(() -> asking(Map.of("question", "?", "correct", "many")))
                .isInstanceOf(FieldProblem.class);
    }
}
