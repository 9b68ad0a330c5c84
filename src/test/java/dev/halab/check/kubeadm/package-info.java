/// Tests of the kubeadm kinds on recorded and self-made observations.
@NullMarked
package dev.halab.check.kubeadm;

import org.jspecify.annotations.NullMarked;
