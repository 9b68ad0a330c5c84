/// Port: the provider that makes, powers and destroys the machines of a lab.
@NullMarked
package dev.halab.machine;

import org.jspecify.annotations.NullMarked;
