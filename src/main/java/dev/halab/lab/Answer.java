package dev.halab.lab;

import java.util.List;
import java.util.Map;

/// A solution that can be read and replayed: Markdown prose with fenced blocks that say where they run.
///
/// @param path the file it comes from, relative to the course: `answers/ha-stacked/lb.md`
/// @param front the front matter, for instance `cause: hap.mode-http` of a mutant
/// @param text the whole Markdown, without front matter
/// @param blocks its runnable blocks, in order
/// @param undo the blocks below the heading `## Undo`, which lead back to the state before; mutants and variants that
///     are made on the solved task have them
public record Answer(String path, Map<String, String> front, String text, List<Block> blocks, List<Block> undo) {
    public Answer {
        front = Map.copyOf(front);
        blocks = List.copyOf(blocks);
        undo = List.copyOf(undo);
    }

    /// An answer that is not undone.
    public Answer(String path, Map<String, String> front, String text, List<Block> blocks) {
        this(path, front, text, blocks, List.of());
    }

    /// One runnable block.
    public sealed interface Block {
        /// Where it runs; empty if nowhere.
        String node();

        /// Line of its fence in the file, from 1.
        int line();

        /// Shell commands, run by bash as user `learner`.
        ///
        /// @param captures by name, the regular expression whose first group (or whole match) of the output
        ///     it becomes
        /// @param expect the exit status that it must have
        record Run(String node, int line, String script, Map<String, String> captures, int expect) implements Block {
            public Run {
                captures = Map.copyOf(captures);
            }
        }

        /// A file to be written with exactly this content, by root.
        ///
        /// @param mode octal, `0644` unless the fence says otherwise
        record Write(String node, int line, String path, String mode, String content) implements Block {}

        /// The answer to the question of a check of the same task; it runs nowhere.
        ///
        /// @param check the check's name, the last part of its id
        record Reply(int line, String check, String value) implements Block {
            @Override
            public String node() {
                return "";
            }
        }
    }
}
