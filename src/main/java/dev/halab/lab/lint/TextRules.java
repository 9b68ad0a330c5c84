package dev.halab.lab.lint;

import dev.halab.check.Check;
import dev.halab.lab.CheckSource;
import dev.halab.lab.Place;
import dev.halab.lab.Variables;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a learner reads.
final class TextRules {
    /// A task's title stands in an 80-column screen beside its number, points and time.
    private static final int LONGEST_TITLE = 60;

    private static final int LONGEST_CHECK_TITLE = 120;
    private static final int MOST_MINUTES = 60;
    private static final String HEADING = "# ";

    private TextRules() {}

    static void the_task_says_what_to_do(Subject subject, Findings findings) {
        boolean empty = subject.source().text().lines().allMatch(line -> line.isBlank() || line.startsWith(HEADING));
        if (empty) {
            findings.error(
                    Place.startOf(subject.source().textFile()),
                    "task '%s' has no text".formatted(subject.task().id()),
                    "nothing but a heading stands there",
                    "say what is to be achieved, and where");
        }
    }

    static void the_heading_is_the_title(Subject subject, Findings findings) {
        List<String> lines = subject.source().text().lines().toList();
        int at = 0;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        if (at == lines.size() || !lines.get(at).startsWith(HEADING)) {
            return;
        }
        String heading =
                Variables.insert(lines.get(at).substring(HEADING.length()).strip(), subject.variables());
        if (!heading.equals(subject.task().title())) {
            findings.error(
                    new Place(subject.source().textFile(), at + 1, 1),
                    "the heading is not the task's title",
                    "it is '%s', and the title is '%s'"
                            .formatted(heading, subject.task().title()),
                    "write the same in both, or drop the heading");
        }
    }

    static void titles_fit_the_screen(Subject subject, Findings findings) {
        title(subject.lab().lab().title(), subject.lab().title(), findings);
        title(subject.task().title(), subject.source().place("title"), findings);
    }

    private static void title(String title, Place place, Findings findings) {
        if (title.length() > LONGEST_TITLE || title.endsWith(".") || title.contains("\n")) {
            findings.warning(
                    place,
                    "the title '%s' does not fit".formatted(title.replace("\n", " ")),
                    "a title is one line of at most %d characters without a full stop".formatted(LONGEST_TITLE),
                    "shorten it");
        }
    }

    static void checks_can_be_told_apart(Subject subject, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (CheckSource source : subject.source().checks()) {
            Check check = source.check();
            if (!seen.add(check.title())) {
                findings.warning(
                        source.at(),
                        "check '%s' looks like another one".formatted(check.name()),
                        "both are called '%s'".formatted(check.title()),
                        "give one of them a 'title:'");
            }
            if (check.title().length() > LONGEST_CHECK_TITLE) {
                findings.warning(
                        source.place("title"),
                        "the title of check '%s' is long".formatted(check.name()),
                        "it has %d characters, at most %d fit"
                                .formatted(check.title().length(), LONGEST_CHECK_TITLE),
                        "give it a shorter 'title:'");
            }
        }
    }

    static void pages_of_the_exam_are_named(Subject subject, Findings findings) {
        if (subject.task().pages().isEmpty()) {
            findings.warning(
                    subject.source().place("pages"),
                    "task '%s' names no page to read".formatted(subject.task().id()),
                    "the exam allows the documentation, and learners practise finding their way in it",
                    "add 'pages: [TITLE]' with the titles as they stand on the pages");
        }
    }

    static void minutes_are_plausible(Subject subject, Findings findings) {
        if (subject.task().minutes() > MOST_MINUTES) {
            findings.warning(
                    subject.source().place("time"),
                    "task '%s' is long".formatted(subject.task().id()),
                    "it takes %d minutes".formatted(subject.task().minutes()),
                    "split it into tasks of at most %d minutes".formatted(MOST_MINUTES));
        }
    }
}
