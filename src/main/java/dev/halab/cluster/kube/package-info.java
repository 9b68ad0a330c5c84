/// The cluster over the official Kubernetes client; owns io.kubernetes and okhttp3.
@NullMarked
package dev.halab.cluster.kube;

import org.jspecify.annotations.NullMarked;
