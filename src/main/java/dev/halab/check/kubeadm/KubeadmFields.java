package dev.halab.check.kubeadm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The fields of kubeadm's configuration API as data: per type the field names and what each holds.
///
/// Source: types.go of v1beta4 (Kubernetes 1.31 and later) and v1beta3. `+` marks a field that v1beta4 brought, `-` one
/// that it dropped. After a colon: nothing for a text, `any` for what is not looked into, `texts` for a list of texts,
/// `Args` for flags, a type, or `[Type]` for a list of it.
final class KubeadmFields {
    private static final String TABLE = """
            InitConfiguration bootstrapTokens:[BootstrapToken] dryRun:any+ nodeRegistration:NodeRegistration \
            localAPIEndpoint:APIEndpoint certificateKey skipPhases:texts patches:Patches timeouts:Timeouts+
            ClusterConfiguration etcd:Etcd networking:Networking kubernetesVersion controlPlaneEndpoint \
            apiServer:APIServer controllerManager:Component scheduler:Component dns:DNS proxy:Proxy+ certificatesDir \
            imageRepository featureGates:any clusterName encryptionAlgorithm+ certificateValidityPeriod+ \
            caCertificateValidityPeriod+
            JoinConfiguration dryRun:any+ nodeRegistration:NodeRegistration caCertPath discovery:Discovery \
            controlPlane:JoinControlPlane skipPhases:texts patches:Patches timeouts:Timeouts+
            APIServer certSANs:texts extraArgs:Args extraVolumes:[Volume] extraEnvs:any+ timeoutForControlPlane-
            Component extraArgs:Args extraVolumes:[Volume] extraEnvs:any+
            DNS imageRepository imageTag disabled:any+
            Proxy disabled:any
            APIEndpoint advertiseAddress bindPort:any
            NodeRegistration name criSocket taints:any kubeletExtraArgs:Args ignorePreflightErrors:texts \
            imagePullPolicy imagePullSerial:any+
            Networking serviceSubnet podSubnet dnsDomain
            BootstrapToken token description ttl expires usages:texts groups:texts
            Etcd local:LocalEtcd external:ExternalEtcd
            LocalEtcd imageRepository imageTag dataDir extraArgs:Args extraEnvs:any+ serverCertSANs:texts \
            peerCertSANs:texts
            ExternalEtcd endpoints:texts httpEndpoints:texts+ caFile certFile keyFile
            JoinControlPlane localAPIEndpoint:APIEndpoint certificateKey
            Discovery bootstrapToken:TokenDiscovery file:FileDiscovery tlsBootstrapToken timeout-
            TokenDiscovery token apiServerEndpoint caCertHashes:texts unsafeSkipCAVerification:any
            FileDiscovery kubeConfigPath
            Volume name hostPath mountPath readOnly:any pathType
            Patches directory
            Timeouts controlPlaneComponentHealthCheck kubeletHealthCheck kubernetesAPICall etcdAPICall tlsBootstrap \
            discovery upgradeManifests
            Arg name value
            """;

    private static final List<KnownField> ALL =
            TABLE.lines().flatMap(KubeadmFields::line).toList();

    /// The kinds whose fields are known.
    static final Set<String> KINDS = Set.of("InitConfiguration", "ClusterConfiguration", "JoinConfiguration");

    private KubeadmFields() {}

    /// A field of a type.
    ///
    /// @param holds what stands after the colon in the table; empty for a text
    /// @param only the one API version that has it; empty for both
    private record KnownField(String type, String name, String holds, String only) {}

    private static Stream<KnownField> line(String line) {
        List<String> words = List.of(line.split(" "));
        return words.stream().skip(1).map(word -> field(words.getFirst(), word));
    }

    private static KnownField field(String type, String word) {
        String only = word.endsWith("+") ? "v1beta4" : word.endsWith("-") ? "v1beta3" : "";
        String bare = only.isEmpty() ? word : word.substring(0, word.length() - 1);
        int colon = bare.indexOf(':');
        return colon < 0
                ? new KnownField(type, bare, "", only)
                : new KnownField(type, bare.substring(0, colon), bare.substring(colon + 1), only);
    }

    /// The fields of a type in an API version (`v1beta4`), by name, with what each holds.
    static Map<String, String> of(String type, String version) {
        Map<String, String> fields = new LinkedHashMap<>();
        ALL.stream()
                .filter(f ->
                        f.type().equals(type) && (f.only().isEmpty() || f.only().equals(version)))
                .forEach(f -> fields.put(f.name(), f.holds()));
        return fields;
    }

    /// Where else a field of that name stands, for instance `ClusterConfiguration`; empty if nowhere.
    static Optional<String> elsewhere(String name) {
        String types = ALL.stream()
                .filter(f -> f.name().equalsIgnoreCase(name))
                .map(KnownField::type)
                .distinct()
                .collect(Collectors.joining(", "));
        return types.isEmpty() ? Optional.empty() : Optional.of(types);
    }
}
