package dev.halab.check.cluster;

import dev.halab.check.Claim;
import dev.halab.check.Verdict;
import dev.halab.fact.Fact;
import dev.halab.fact.Facts;
import dev.halab.fact.Reading;
import dev.halab.fact.Snapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The learner's answer to a question is right. The right answer shows in no report.
///
/// @param choices empty if the answer is a number
record AnswerClaim(String checkId, String question, List<String> choices, String correct) implements Claim {
    AnswerClaim {
        choices = List.copyOf(choices);
    }

    @Override
    public String title() {
        return question;
    }

    @Override
    public Set<Fact> facts() {
        return Set.of(Facts.answer(checkId));
    }

    @Override
    public Verdict judge(Snapshot snapshot) {
        Reading.Seen seen = snapshot.seen(Facts.answer(checkId));
        String expected = choices.isEmpty() ? "a number" : "one of: " + String.join("; ", choices);
        String where = "halab answer " + checkId;
        if (seen.status() != 0) {
            return Verdict.fail("answer.none", expected, "no answer yet", where);
        }
        String given = seen.text().strip();
        Optional<Boolean> right = choices.isEmpty()
                ? number(given).map(n -> n.compareTo(number(correct).orElseThrow()) == 0)
                : choice(given).map(correct::equals);
        if (right.isEmpty()) {
            return Verdict.fail("answer.not-a-choice", expected, "'%s'".formatted(given), where);
        }
        return right.get()
                ? Verdict.pass("answered '%s'".formatted(given))
                : Verdict.fail("answer.wrong", "the right answer", "'%s'".formatted(given), where);
    }

    /// The choice that was meant: its text, or its place as a letter (a, b, …). A letter may be a text as well.
    private Optional<String> choice(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        return choices.stream()
                .filter(choice -> choice.equalsIgnoreCase(given))
                .findFirst()
                .or(() -> IntStream.range(0, choices.size())
                        .filter(i -> lower.equals(String.valueOf((char) ('a' + i))))
                        .mapToObj(choices::get)
                        .findFirst());
    }

    static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
