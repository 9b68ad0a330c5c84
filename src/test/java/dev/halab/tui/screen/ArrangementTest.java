package dev.halab.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halab.terminal.Size;
import dev.halab.tui.Rect;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class ArrangementTest {
    private static final List<Size> SIZES = List.of(
            new Size(59, 15),
            new Size(60, 16),
            new Size(80, 24),
            new Size(100, 30),
            new Size(119, 33),
            new Size(120, 40),
            new Size(179, 44),
            new Size(180, 44),
            new Size(200, 50),
            new Size(300, 90));

    @TestFactory
    Stream<DynamicTest> panes_stand_where_they_stood() {
        return SIZES.stream()
                .map(size -> DynamicTest.dynamicTest(size.toString(), () -> {
                    List<String> pictures = new ArrayList<>();
                    for (Pane focus : List.of(Pane.SHELL, Pane.TASK, Pane.CHECKS)) {
                        Arrangement arrangement = Arrangement.of(size, focus, Pane.CHECKS, false);
                        pictures.add("%s, keys in %s".formatted(arrangement.room(), focus));
                        pictures.addAll(picture(size, focus, arrangement));
                    }
                    Golden.check("arrangement/%s.txt".formatted(size), pictures);
                }));
    }

    /// A letter per cell, a quarter of the size.
    private static List<String> picture(Size size, Pane focus, Arrangement arrangement) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < size.rows(); row += 2) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < size.columns(); column += 2) {
                line.append(arrangement
                        .at(column, row, focus)
                        .map(p -> p.name().charAt(0))
                        .orElse('.')
                        .charValue());
            }
            rows.add(line.toString());
        }
        return rows;
    }

    @Test
    void panes_fill_the_screen_and_do_not_overlap() {
        for (int columns = 60; columns <= 240; columns += 7) {
            for (int rows = 16; rows <= 90; rows += 3) {
                Size size = new Size(columns, rows);
                Arrangement arrangement = Arrangement.of(size, Pane.SHELL, Pane.CHECKS, false);
                int cells = 0;
                for (Pane pane : Pane.values()) {
                    Rect rect = arrangement.pane(pane).orElse(new Rect(0, 0, 0, 0));
                    cells += rect.width() * rect.height();
                    assertThat(rect.right()).isLessThanOrEqualTo(columns);
                    assertThat(rect.bottom()).isLessThanOrEqualTo(rows - 2);
                }
                assertThat(cells).as(size.toString()).isEqualTo(columns * (rows - 4));
            }
        }
    }

    @Test
    void a_shell_has_eighty_columns_wherever_there_are_so_many() {
        for (int columns = 80; columns <= 300; columns++) {
            for (int rows : List.of(24, 33, 34, 44, 60)) {
                Size shell =
                        Arrangement.shell(new Size(columns, rows), Bench.NONE).orElseThrow();
                assertThat(shell.columns()).as("%dx%d", columns, rows).isGreaterThanOrEqualTo(80);
                assertThat(shell.rows()).as("%dx%d", columns, rows).isGreaterThanOrEqualTo(8);
            }
        }
    }

    @Test
    void a_shell_keeps_its_size_wherever_the_keys_are() {
        for (Size size : SIZES.subList(1, SIZES.size())) {
            assertThat(Stream.of(Pane.values())
                            .map(p -> Arrangement.shell(size, Bench.NONE.focus(p)))
                            .distinct())
                    .hasSize(1);
        }
    }
}
