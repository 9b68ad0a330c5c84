package dev.halab.lab.lint;

import dev.halab.lab.Cases;
import dev.halab.lab.LabSource;
import dev.halab.lab.LoadedCourse;
import dev.halab.lab.TaskSource;
import java.util.List;

/// The author's gate: every rule over every task.
public final class Lint {
    private static final List<Rule> RULES = List.of(
            HintRules::every_cause_has_a_ladder,
            HintRules::a_ladder_has_three_rungs,
            HintRules::a_hint_is_for_a_cause_of_the_task,
            HintRules::a_hint_of_the_lab_serves_a_task,
            HintRules::only_the_last_rung_holds_the_answer,
            TextRules::the_task_says_what_to_do,
            TextRules::the_heading_is_the_title,
            TextRules::titles_fit_the_screen,
            TextRules::checks_can_be_told_apart,
            TextRules::pages_of_the_exam_are_named,
            TextRules::minutes_are_plausible,
            VariableRules::addresses_come_from_variables,
            VariableRules::variables_of_texts_are_known,
            CheckRules::points_add_up,
            CheckRules::something_decides,
            CheckRules::there_is_time_enough,
            CheckRules::an_absence_has_to_last,
            CheckRules::the_provider_can_do_what_the_task_needs,
            CheckRules::what_breaks_a_machine_comes_last,
            CheckRules::the_versions_are_known,
            AnswerRules::there_is_an_answer,
            AnswerRules::replies_are_to_questions_of_the_task,
            AnswerRules::captures_are_made_before_they_are_used,
            CaseRules::a_mutant_states_what_it_breaks,
            CaseRules::only_mutants_state_a_cause,
            CaseRules::live_is_yes_or_no,
            CaseRules::there_is_a_mutant);

    private Lint() {}

    /// Everything there is to say about a course: the problems of loading it, those of its cases, and what the
    /// rules
    /// find in the labs that could be loaded; by file and line.
    public static List<LintFinding> findings(LoadedCourse course, Cases cases) {
        Findings findings = new Findings();
        course.problems().forEach(p -> findings.add(LintFinding.Level.ERROR, p));
        cases.problems().forEach(p -> findings.add(LintFinding.Level.ERROR, p));
        for (LabSource lab : course.sources()) {
            for (TaskSource task : lab.tasks()) {
                Subject subject = new Subject(lab, task, cases.of(task.task().id()));
                RULES.forEach(rule -> rule.look(subject, findings));
            }
        }
        return findings.sorted();
    }
}
