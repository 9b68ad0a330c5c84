package dev.halab.cli;

import dev.halab.lab.Answer;
import dev.halab.lab.Course;
import dev.halab.lab.Lab;
import dev.halab.lab.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The made-up course with another first answer.
final class BrokenCourse {
    private BrokenCourse() {}

    static Course stoppingWith(String script) {
        Lab lab = FakeCourse.lab();
        Task first = lab.tasks().getFirst();
        Answer answer = new Answer(
                "answers/ha-mini/lb.md", Map.of(), "", List.of(new Answer.Block.Run("lb-1", 5, script, Map.of(), 0)));
        List<Task> tasks = new ArrayList<>(lab.tasks());
        tasks.set(
                0,
                new Task(
                        first.id(),
                        first.title(),
                        first.text(),
                        first.pages(),
                        first.minutes(),
                        first.checks(),
                        first.hints(),
                        first.opens(),
                        answer));
        return new Course(List.of(
                new Lab(lab.id(), lab.title(), lab.kubernetes(), lab.topology(), lab.requires(), lab.vars(), tasks)));
    }
}
