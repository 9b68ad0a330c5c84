/// Provider: system containers by the docker or podman program.
@NullMarked
package dev.halab.machine.docker;

import org.jspecify.annotations.NullMarked;
