package dev.halab.tui.screen;

import dev.halab.terminal.Size;
import dev.halab.tui.Line;
import dev.halab.tui.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that the screen knows.
///
/// @param display what it is shown on
/// @param place which screen is shown
/// @param known what was learned of the course and the world
/// @param chosen number of the marked task of the course
/// @param filter what narrows the tasks of the course
/// @param bringing machines coming up
/// @param work the task at hand
/// @param bench the lab's screen
/// @param overlays what lies over the screen, the uppermost last
/// @param notice what was announced last
/// @param now what time it is
public record Model(
        Display display,
        Place place,
        Known known,
        int chosen,
        Filter filter,
        Bringing bringing,
        Work work,
        Bench bench,
        List<Overlay> overlays,
        Notice notice,
        Instant now) {
    public Model {
        overlays = List.copyOf(overlays);
    }

    /// Before anything is known.
    ///
    /// @param problems what was wrong with the configuration of the screen
    public static Model start(Display display, List<String> problems, Instant now) {
        List<Overlay> overlays = problems.isEmpty()
                ? List.of()
                : List.of(new Overlay.Told(
                        "Started with defaults",
                        problems.stream().map(p -> Line.of(Role.WARN, p)).toList(),
                        0));
        return new Model(
                display,
                Place.HOME,
                Known.NOTHING,
                0,
                Filter.NONE,
                Bringing.NONE,
                Work.NONE,
                Bench.NONE,
                overlays,
                Notice.NONE,
                now);
    }

    Optional<Overlay> overlay() {
        return overlays.isEmpty() ? Optional.empty() : Optional.of(overlays.getLast());
    }

    Size size() {
        return display.size();
    }

    Model display(Display other) {
        return new Model(other, place, known, chosen, filter, bringing, work, bench, overlays, notice, now);
    }

    Model place(Place other) {
        return new Model(display, other, known, chosen, filter, bringing, work, bench, overlays, notice, now);
    }

    Model known(Known other) {
        return new Model(display, place, other, chosen, filter, bringing, work, bench, overlays, notice, now);
    }

    Model chosen(int line) {
        return new Model(display, place, known, line, filter, bringing, work, bench, overlays, notice, now);
    }

    Model filter(Filter other) {
        return new Model(display, place, known, chosen, other, bringing, work, bench, overlays, notice, now);
    }

    Model bringing(Bringing other) {
        return new Model(display, place, known, chosen, filter, other, work, bench, overlays, notice, now);
    }

    Model work(Work other) {
        return new Model(display, place, known, chosen, filter, bringing, other, bench, overlays, notice, now);
    }

    Model bench(Bench other) {
        return new Model(display, place, known, chosen, filter, bringing, work, other, overlays, notice, now);
    }

    Model over(Overlay overlay) {
        return new Model(
                display,
                place,
                known,
                chosen,
                filter,
                bringing,
                work,
                bench,
                Stream.concat(overlays.stream(), Stream.of(overlay)).toList(),
                notice,
                now);
    }

    /// Without what lies uppermost.
    Model uncovered() {
        List<Overlay> fewer = overlays.isEmpty() ? overlays : overlays.subList(0, overlays.size() - 1);
        return new Model(display, place, known, chosen, filter, bringing, work, bench, fewer, notice, now);
    }

    Model say(Role role, String text) {
        return new Model(
                display,
                place,
                known,
                chosen,
                filter,
                bringing,
                work,
                bench,
                overlays,
                new Notice(role, text, now),
                now);
    }

    /// At another time.
    public Model at(Instant time) {
        return new Model(display, place, known, chosen, filter, bringing, work, bench, overlays, notice, time);
    }
}
