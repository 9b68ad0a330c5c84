/// Certificates and connections as claims see them: parsed and verified purely, from facts.
@NullMarked
package dev.halab.check.tls;

import org.jspecify.annotations.NullMarked;
