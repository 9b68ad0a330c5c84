package dev.halab.cluster.kube;

/// One API server.
///
/// @param name the node it runs on, as messages say it
/// @param url for instance `https://192.168.56.11:6443`
record ApiServer(String name, String url) {}
