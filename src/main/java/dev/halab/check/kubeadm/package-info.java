/// Check kinds of kubeadm, certificates, tokens and static Pods, each with its own parser of real output.
@NullMarked
package dev.halab.check.kubeadm;

import org.jspecify.annotations.NullMarked;
