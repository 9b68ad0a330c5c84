package dev.halab.check.cluster;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import java.util.List;

/// `answer`: a question that the learner answers with `halab answer`.
final class AnswerKind implements Kind {
    @Override
    public String name() {
        return "answer";
    }

    @Override
    public String summary() {
        return "A question that is answered with `halab answer CHECK VALUE`: one of several choices, or a number. "
                + "The report never tells the right answer.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required("question", new Type.Text(), "the question, one sentence"),
                Field.optional("choices", new Type.Many(new Type.Text()), "the choices, two or more"),
                Field.required("correct", new Type.Text(), "the right choice, or the number, in quotes"));
    }

    @Override
    public List<Cause> causes() {
        return List.of(
                new Cause("answer.none", "The question is not answered yet."),
                new Cause("answer.not-a-choice", "The answer is none of the choices, or no number."),
                new Cause("answer.wrong", "The answer is not right."));
    }

    @Override
    public String example() {
        return "answer: {question: \"How many of 4 members may fail?\", correct: \"1\"}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        List<String> choices = fields.texts("choices");
        String correct = fields.text("correct");
        if (choices.isEmpty() && AnswerClaim.number(correct).isEmpty()) {
            throw new FieldProblem("correct", "without choices it must be a number", "give 'choices:' or a number");
        }
        if (!choices.isEmpty() && (choices.size() < 2 || !choices.contains(correct))) {
            throw new FieldProblem(
                    "correct", "it is none of two or more choices", "write it as it stands in 'choices:'");
        }
        return new AnswerClaim(scope.checkId(), fields.text("question"), choices, correct);
    }
}
