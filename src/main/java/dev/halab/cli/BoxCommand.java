package dev.halab.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `halab box`.
@Command(name = "box", description = "The machine image that a lab's machines can be made of.")
final class BoxCommand {
    private final Desk desk;

    BoxCommand(Desk desk) {
        this.desk = desk;
    }

    @Command(
            name = "build",
            description = "Make the Vagrant box halab/node for libvirt, and add it to Vagrant. As root, on a Debian.",
            footer = {
                "",
                "Examples:",
                "  sudo halab box build",
                "  sudo halab box build --compress --output classroom.box"
            })
    int build(
            @Option(names = "--output", paramLabel = "FILE", description = "Keep the box there, to hand it on.")
                    @Nullable
                    String output,
            @Option(names = "--compress", description = "Make that file smaller.") boolean compress,
            @Option(names = "--no-images", description = "Leave out the images of the cluster.") boolean noImages) {
        List<String> arguments = new ArrayList<>(List.of("--add"));
        if (output != null) {
            arguments.addAll(List.of("--output", output));
        }
        if (compress) {
            arguments.add("--compress");
        }
        if (noImages) {
            arguments.add("--no-images");
        }
        return desk.buildBox(arguments);
    }
}
