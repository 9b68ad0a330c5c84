package dev.halab.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// `halab completion`.
@Command(
        name = "completion",
        description = "Print the completion script of a shell.",
        footer = {
            "",
            "Examples:",
            "  source <(halab completion bash)",
            "  halab completion fish > ~/.config/fish/completions/halab.fish"
        })
final class Completion {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before any command runs
    private CommandSpec spec;

    Completion(Console console) {
        this.console = console;
    }

    @Command(name = "bash", description = "For bash.")
    int bash() {
        return print(AutoComplete.bash("halab", spec.root().commandLine()));
    }

    @Command(name = "zsh", description = "For zsh, through its bash emulation.")
    int zsh() {
        return print(AutoComplete.bash("halab", spec.root().commandLine()));
    }

    @Command(name = "fish", description = "For fish.")
    int fish() {
        StringBuilder script = new StringBuilder("complete -c halab -f\n");
        spec.root().subcommands().forEach((name, command) -> fish(script, name, command));
        return print(script.toString());
    }

    private static void fish(StringBuilder script, String name, CommandLine command) {
        String[] description = command.getCommandSpec().usageMessage().description();
        script.append("complete -c halab -n __fish_use_subcommand -a %s -d '%s'%n"
                .formatted(name, quoted(description.length == 0 ? "" : description[0])));
        for (String second : command.getSubcommands().keySet()) {
            script.append("complete -c halab -n '__fish_seen_subcommand_from %s' -a %s%n".formatted(name, second));
        }
        for (OptionSpec option : command.getCommandSpec().options()) {
            String text = option.description().length == 0 ? "" : option.description()[0];
            script.append("complete -c halab -n '__fish_seen_subcommand_from %s' -l %s -d '%s'%n"
                    .formatted(name, option.longestName().replaceFirst("^-+", ""), quoted(text)));
        }
    }

    private static String quoted(String text) {
        return text.replace("\\", "\\\\").replace("'", "\\'");
    }

    private int print(String script) {
        console.out().print(script);
        console.out().flush();
        return 0;
    }
}
