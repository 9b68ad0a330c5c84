package dev.halab.tui.screen;

import dev.halab.lab.Task;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What help and palette offer.
final class Offers {
    /// Something that can be chosen, and in words what it does.
    sealed interface Offer {
        String text();

        /// Does an action.
        record Do(Action action, String text) implements Offer {}

        /// Marks a task of the course and goes on with it.
        record Go(Task task, String text) implements Offer {}

        /// Goes to the shell of a node.
        record Enter(String node, String text) implements Offer {}

        /// Copies the title of an exam page.
        record Page(String title, String text) implements Offer {}
    }

    /// Worse matches are no matches.
    private static final int LOOSEST = 130;

    /// How the exam pages of the task begin in the palette.
    private static final String PAGE = "Copy exam page: ";

    private Offers() {}

    /// Copies the exam page of a task, or asks which one.
    static Step page(Model model, Task task) {
        return switch (task.pages().size()) {
            case 0 -> Step.of(model.say(Role.DIM, "This task names no exam page"));
            case 1 -> copy(model, task.pages().getFirst());
            default -> Step.of(model.over(new Overlay.Palette(PAGE.strip(), 0)));
        };
    }

    private static Step copy(Model model, String title) {
        return Step.of(
                model.say(Role.OK, "Copied, if the terminal allows programs to: " + title), new Effect.Copy(title));
    }

    /// The actions that have keys in a context, those of the context first; of the nodes, those that there are.
    static List<Action> of(Model model, Context context) {
        int nodes = model.bench().nodes().size();
        List<Action> actions = new ArrayList<>();
        Arrays.stream(Action.values())
                .filter(a -> a.context() == context && Shells.number(a).orElse(0) <= nodes)
                .forEach(actions::add);
        Arrays.stream(Action.values())
                .filter(a -> a.context() == Context.ANYWHERE)
                .forEach(actions::add);
        return actions;
    }

    /// In words what an action does here.
    static String text(Model model, Action action) {
        return Shells.number(action)
                .map(n -> "Shell of " + model.bench().nodes().get(n - 1))
                .orElse(action.help());
    }

    /// What matches a query, best first: its letters stand in the text in their order.
    static List<Offer> matching(Model model, String query) {
        return all(model).stream()
                .filter(o -> score(o.text(), query) <= LOOSEST)
                .sorted(Comparator.comparingInt(o -> score(o.text(), query)))
                .toList();
    }

    private static List<Offer> all(Model model) {
        List<Offer> offers = new ArrayList<>();
        for (Action action : of(model, model.place().context())) {
            offers.add(new Offer.Do(action, text(model, action)));
        }
        if (model.place() == Place.LAB) {
            model.bench().nodes().stream()
                    .skip(Shells.NUMBERED)
                    .forEach(n -> offers.add(new Offer.Enter(n, "Shell of " + n)));
        }
        model.work().task().filter(t -> model.place() == Place.LAB).map(Task::pages).orElse(List.of()).stream()
                .map(p -> new Offer.Page(p, PAGE + p))
                .forEach(offers::add);
        Courses.tasks(model).forEach(t -> offers.add(new Offer.Go(t, "Task %s: %s".formatted(t.id(), t.title()))));
        return offers;
    }

    /// Fewer is better: gaps between the matched letters, and where the match begins.
    static int score(String text, String query) {
        String in = text.toLowerCase(Locale.ROOT);
        String wanted = query.toLowerCase(Locale.ROOT).replace(" ", "");
        int whole = in.indexOf(query.toLowerCase(Locale.ROOT));
        if (whole >= 0) {
            return whole;
        }
        int at = -1;
        int gaps = 100;
        for (int i = 0; i < wanted.length(); i++) {
            int next = in.indexOf(wanted.charAt(i), at + 1);
            if (next < 0) {
                return Integer.MAX_VALUE;
            }
            gaps += at < 0 ? next : 3 * (next - at - 1);
            at = next;
        }
        return gaps;
    }

    static Step take(Model model, Offer offer) {
        return switch (offer) {
            case Offer.Do(Action action, String text) -> Actions.act(model, action);
            case Offer.Enter(String node, String text) -> Shells.enter(model, node);
            case Offer.Page(String title, String text) -> copy(model, title);
            case Offer.Go(Task task, String text) ->
                Courses.choose(
                        model.filter(Filter.NONE).chosen(Courses.tasks(model).indexOf(task)));
        };
    }
}
