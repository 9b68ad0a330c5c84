package dev.halab.lab.lint;

import dev.halab.lab.Answer;
import dev.halab.lab.Case;
import dev.halab.lab.Place;
import dev.halab.lab.TaskSource;
import dev.halab.lab.Variables;
import dev.halab.problem.DidYouMean;
import dev.halab.topology.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Addresses and names that stand in several places come from variables.
final class VariableRules {
    private VariableRules() {}

    /// The lab network can be another one, and then a literal address is wrong.
    static void addresses_come_from_variables(Subject subject, Findings findings) {
        addresses(subject, subject.lab().file(), subject.lab().yaml().lines().toList(), 1, findings);
        addresses(
                subject,
                subject.source().textFile(),
                subject.source().text().lines().toList(),
                1,
                findings);
        for (Case each : subject.cases()) {
            for (Answer.Block block : Subject.blocks(each.answer())) {
                addresses(subject, each.answer().path(), Subject.lines(block), block.line() + 1, findings);
            }
        }
    }

    private static void addresses(Subject subject, String file, List<String> lines, int first, Findings findings) {
        Topology topology = subject.lab().topology();
        Pattern address = Pattern.compile("(?<![0-9.])%s\\.[0-9]{1,3}(?![0-9.]*[0-9])(/24|:6443\\b)?"
                .formatted(Pattern.quote(topology.prefix())));
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = address.matcher(lines.get(i));
            while (matcher.find()) {
                findings.error(
                        new Place(file, first + i, matcher.start() + 1),
                        "an address of the lab network stands here",
                        "'%s' is wrong where the lab uses another network".formatted(matcher.group()),
                        "write " + instead(matcher.group(), topology.variables()));
            }
        }
    }

    private static String instead(String address, Map<String, String> variables) {
        return variables.entrySet().stream()
                .filter(v -> address.startsWith(v.getValue()))
                .max(Comparator.comparingInt(v -> v.getValue().length()))
                .map(v -> "${%s}%s"
                        .formatted(v.getKey(), address.substring(v.getValue().length())))
                .orElse("a name, or the address of a node: ${node.cp-1}");
    }

    /// In prose an unknown `${…}` may belong to a shell; one with a dot, or near a known name, is a slip.
    static void variables_of_texts_are_known(Subject subject, Findings findings) {
        List<String> lines = subject.source().text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            unknown(subject, lines.get(i), new Place(subject.source().textFile(), i + 1, 1), findings);
        }
        for (TaskSource.HintSource hint : subject.source().hints()) {
            for (int i = 0; i < hint.rungs().size(); i++) {
                unknown(subject, hint.rungs().get(i), hint.places().get(i), findings);
            }
        }
        for (Case each : subject.cases()) {
            for (Answer.Block block : Subject.blocks(each.answer())) {
                List<String> script = Subject.lines(block);
                for (int i = 0; i < script.size(); i++) {
                    Place place = new Place(each.answer().path(), block.line() + 1 + i, 1);
                    unknown(subject, script.get(i), place, findings);
                }
            }
        }
    }

    private static void unknown(Subject subject, String text, Place place, Findings findings) {
        Map<String, String> known = subject.variables();
        for (Variables.Use use : Variables.uses(text)) {
            boolean shell = use.name().matches("[A-Z0-9_]+");
            boolean near = DidYouMean.nearest(use.name(), known.keySet()).isPresent();
            if (!known.containsKey(use.name()) && !shell && (near || use.name().contains("."))) {
                findings.error(
                        place,
                        "'${%s}' stays as it is".formatted(use.name()),
                        "there is no variable '%s'%s"
                                .formatted(use.name(), DidYouMean.suffix(use.name(), known.keySet())),
                        "declare it under 'vars:' or use a predefined one");
            }
        }
    }
}
