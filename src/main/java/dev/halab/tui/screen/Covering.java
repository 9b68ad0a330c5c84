package dev.halab.tui.screen;

import dev.halab.terminal.KeyName;
import dev.halab.terminal.VtScreen;
import dev.halab.tui.Role;
import dev.halab.tui.keys.Action;
import dev.halab.tui.keys.Chord;
import java.util.List;

/// What keys do to what lies over the screen. Esc always takes it away.
final class Covering {
    private Covering() {}

    static Step key(Model model, Overlay overlay, Chord chord) {
        if (chord.name() == KeyName.ESCAPE) {
            return close(model, overlay);
        }
        return switch (overlay) {
            case Overlay.Help help -> help(model, help, chord);
            case Overlay.Palette palette -> palette(model, palette, chord);
            case Overlay.Confirm confirm -> confirm(model, confirm, chord);
            case Overlay.Ask ask -> ask(model, ask, chord);
            case Overlay.Told told -> told(model, told, chord);
            case Overlay.Tour tour -> tour(model, tour, chord);
        };
    }

    private static Step close(Model model, Overlay overlay) {
        return overlay instanceof Overlay.Tour
                ? Step.of(model.uncovered(), new Effect.TourSeen())
                : Step.of(model.uncovered());
    }

    static Step paste(Model model, Overlay overlay, String text) {
        String line = text.lines().findFirst().orElse("");
        return switch (overlay) {
            case Overlay.Palette p -> Step.of(model.uncovered().over(new Overlay.Palette(p.query() + line, 0)));
            case Overlay.Ask a ->
                Step.of(model.uncovered().over(new Overlay.Ask(a.purpose(), a.title(), a.text() + line)));
            default -> Step.of(model);
        };
    }

    private static int moved(Chord chord) {
        return switch (chord.name()) {
            case UP -> -1;
            case DOWN -> 1;
            case PAGE_UP -> -10;
            case PAGE_DOWN -> 10;
            default ->
                chord.typed()
                        .map(t -> t.equals("k") ? -1 : t.equals("j") ? 1 : 0)
                        .orElse(0);
        };
    }

    /// Does what an entry of a list stands for.
    static Step choose(Model model, Overlay list, int number) {
        Overlay chosen = switch (list) {
            case Overlay.Help help -> new Overlay.Help(help.context(), number);
            case Overlay.Palette palette -> new Overlay.Palette(palette.query(), number);
            case Overlay.Confirm ignored -> list;
            case Overlay.Ask ignored -> list;
            case Overlay.Told ignored -> list;
            case Overlay.Tour ignored -> list;
        };
        return key(model.uncovered().over(chosen), chosen, Chord.of(KeyName.ENTER));
    }

    private static Step help(Model model, Overlay.Help help, Chord chord) {
        List<Action> actions = Offers.of(model, help.context());
        if (chord.name() == KeyName.ENTER) {
            return Actions.act(model.uncovered(), actions.get(help.selected()));
        }
        int by = moved(chord);
        if (by == 0) {
            return Step.of(model.uncovered());
        }
        int to = Math.clamp((long) help.selected() + by, 0, actions.size() - 1);
        return Step.of(model.uncovered().over(new Overlay.Help(help.context(), to)));
    }

    private static Step palette(Model model, Overlay.Palette palette, Chord chord) {
        List<Offers.Offer> offers = Offers.matching(model, palette.query());
        Model without = model.uncovered();
        return switch (chord.name()) {
            case ENTER ->
                offers.isEmpty()
                        ? Step.of(model)
                        : Offers.take(without, offers.get(Math.min(palette.selected(), offers.size() - 1)));
            case BACKSPACE -> Step.of(without.over(new Overlay.Palette(shorter(palette.query()), 0)));
            case UP, DOWN, PAGE_UP, PAGE_DOWN -> {
                int to = Math.clamp((long) palette.selected() + moved(chord), 0, Math.max(0, offers.size() - 1));
                yield Step.of(without.over(new Overlay.Palette(palette.query(), to)));
            }
            default -> {
                String more = palette.query() + chord.typed().orElse("");
                yield Step.of(without.over(new Overlay.Palette(more, 0)));
            }
        };
    }

    private static String shorter(String text) {
        return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
    }

    private static Step confirm(Model model, Overlay.Confirm confirm, Chord chord) {
        String typed = chord.typed().orElse("");
        Model without = model.uncovered();
        if (typed.equals("y") || typed.equals("Y")) {
            return switch (confirm.yes()) {
                case Effect.BringUp(String lab) -> Courses.start(without, lab);
                case Effect.Solve solve -> Step.of(without.work(without.work().busy("replaying the answer")), solve);
                case Effect.Replay replay ->
                    Step.of(without.work(without.work().busy("replaying what it builds on")), replay);
                default -> Step.of(without, confirm.yes());
            };
        }
        if (typed.equals("n") || typed.equals("N") || chord.name() == KeyName.ENTER) {
            return Step.of(without.say(Role.DIM, "Nothing was done"));
        }
        return Step.of(model);
    }

    private static Step ask(Model model, Overlay.Ask ask, Chord chord) {
        Model without = model.uncovered();
        return switch (chord.name()) {
            case ENTER -> answered(without, ask.purpose(), ask.text().strip());
            case BACKSPACE -> Step.of(without.over(new Overlay.Ask(ask.purpose(), ask.title(), shorter(ask.text()))));
            default ->
                Step.of(without.over(new Overlay.Ask(
                        ask.purpose(), ask.title(), ask.text() + chord.typed().orElse(""))));
        };
    }

    private static Step answered(Model model, Overlay.Purpose purpose, String text) {
        if (text.isEmpty()) {
            return Step.of(model);
        }
        return switch (purpose) {
            case Overlay.Purpose.Answer(String check) ->
                model.work()
                        .task()
                        .map(t -> Step.of(
                                model.work(model.work().judging(model.now())), new Effect.Reply(t, check, text)))
                        .orElse(Step.of(model));
            case Overlay.Purpose.Search(String node) ->
                Step.of(
                        model.bench(model.bench().search(text)),
                        new Effect.Find(node, text, model.bench().tab(node).scrolledBack(), VtScreen.Search.OLDER));
        };
    }

    private static Step told(Model model, Overlay.Told told, Chord chord) {
        int by = moved(chord);
        if (by == 0) {
            return Step.of(model.uncovered());
        }
        int to = Math.clamp(
                (long) told.scroll() + by, 0, Math.max(0, told.lines().size() - 1));
        return Step.of(model.uncovered().over(new Overlay.Told(told.title(), told.lines(), to)));
    }

    private static Step tour(Model model, Overlay.Tour tour, Chord chord) {
        if (chord.name() == KeyName.LEFT || chord.name() == KeyName.UP) {
            return Step.of(model.uncovered().over(new Overlay.Tour(Math.max(0, tour.page() - 1))));
        }
        if (tour.page() == TourText.WORLD
                && chord.typed().filter(t -> t.matches("[0-9]")).isPresent()) {
            return TourText.offered(model, chord.typed().orElse(""))
                    .map(provider -> Step.of(
                            model.uncovered().over(new Overlay.Tour(tour.page() + 1)), new Effect.Prefer(provider)))
                    .orElse(Step.of(model));
        }
        return tour.page() + 1 < TourText.PAGES
                ? Step.of(model.uncovered().over(new Overlay.Tour(tour.page() + 1)))
                : close(model, tour);
    }
}
