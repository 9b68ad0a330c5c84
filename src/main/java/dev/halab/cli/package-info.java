/// The `halab` command and its subcommands; owns picocli.
@NullMarked
package dev.halab.cli;

import org.jspecify.annotations.NullMarked;
