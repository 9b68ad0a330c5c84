/// Port: what the Kubernetes API and the wire in front of it say.
@NullMarked
package dev.halab.cluster;

import org.jspecify.annotations.NullMarked;
