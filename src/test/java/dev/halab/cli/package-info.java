/// Journeys through the command line, on a made-up lab.
@NullMarked
package dev.halab.cli;

import org.jspecify.annotations.NullMarked;
