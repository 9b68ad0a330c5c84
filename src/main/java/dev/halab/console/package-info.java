/// The tutor as labelled lines and a prompt: for screen readers, plain terminals and logs.
@NullMarked
package dev.halab.console;

import org.jspecify.annotations.NullMarked;
