package dev.halab.tutor.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.node.Command;
import dev.halab.node.Node;
import dev.halab.node.Outcome;
import dev.halab.node.Shell;
import dev.halab.problem.HalabException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

final class FaultsTest {
    private final Kubectl kubectl = new Kubectl();

    FaultsTest() {
        kubectl.token("bootstrap-token-aaaaaa", "2026-11-24T09:00:00Z", "The default bootstrap token");
        kubectl.token("bootstrap-token-bbbbbb", "", "never expires");
        kubectl.token(
                "bootstrap-token-cccccc",
                "2026-11-23T11:00:00Z",
                "Proxy for managing TTL for the kubeadm-certs secret");
        kubectl.secrets.put("kubeadm-certs", "");
    }

    @Test
    void expired_tokens_are_gone_and_nothing_else() {
        Faults.named("token.expire").apply(name -> kubectl);

        assertThat(kubectl.secrets)
                .containsOnlyKeys("bootstrap-token-bbbbbb", "bootstrap-token-cccccc", "kubeadm-certs");
    }

    @Test
    void expired_certificates_are_gone_with_the_token_that_owns_them() {
        Faults.named("certs.expire").apply(name -> kubectl);

        assertThat(kubectl.secrets).containsOnlyKeys("bootstrap-token-aaaaaa", "bootstrap-token-bbbbbb");
    }

    @Test
    void applying_twice_is_as_applying_once() {
        Faults.all().forEach(fault -> fault.apply(name -> kubectl));
        Faults.all().forEach(fault -> fault.apply(name -> kubectl));

        assertThat(kubectl.secrets).containsOnlyKeys("bootstrap-token-bbbbbb");
    }

    @Test
    void a_fault_that_does_not_take_is_not_believed() {
        kubectl.deletes = false;

        for (Fault fault : Faults.all()) {
            assertThatExceptionOfType(HalabException.class)
                    .isThrownBy(() -> fault.apply(name -> kubectl))
                    .satisfies(e -> assertThat(e.problem().why()).contains("still there"));
        }
    }

    @Test
    void a_kubectl_that_fails_or_talks_strangely_is_not_believed() {
        kubectl.status = 1;
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Faults.named("token.expire").apply(name -> kubectl))
                .satisfies(e -> assertThat(e.problem().why()).contains("status 1: connection refused"));

        kubectl.status = 0;
        kubectl.secrets.put("bad; rm -rf", "\t\t");
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Faults.named("token.expire").apply(name -> kubectl));
    }

    @Test
    void an_unknown_name_gets_the_nearest_one() {
        assertThatExceptionOfType(HalabException.class)
                .isThrownBy(() -> Faults.named("token.expires"))
                .satisfies(e -> assertThat(e.problem().what()).contains("did you mean 'token.expire'?"));
        assertThat(Faults.names()).containsExactly("token.expire", "certs.expire");
        assertThat(Faults.all()).allSatisfy(f -> assertThat(f.meaning()).isNotBlank());
    }

    /// Answers the calls that the faults make, in the form that kubectl 1.35 prints.
    private static final class Kubectl implements Node {
        private static final Pattern NAMED = Pattern.compile("(get|delete) secret (\\S+) ");

        final Map<String, String> secrets = new LinkedHashMap<>();
        boolean deletes = true;
        int status;

        void token(String name, String expiration, String description) {
            secrets.put(name, "\t" + base64(expiration) + "\t" + base64(description));
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Outcome run(Command command) {
            assertThat(command.user()).isEqualTo(Command.User.HALAB);
            if (status != 0) {
                return new Outcome(status, "", "E1123 memcache\nconnection refused\n");
            }
            Matcher named = NAMED.matcher(command.script());
            return new Outcome(0, named.find() ? one(named.group(1), named.group(2)) : list(), "");
        }

        private String one(String verb, String secret) {
            if (verb.equals("delete")) {
                if (deletes) {
                    secrets.remove(secret);
                }
                return "";
            }
            return secrets.containsKey(secret) ? "secret/" + secret + "\n" : "";
        }

        private String list() {
            StringBuilder lines = new StringBuilder();
            secrets.forEach((name, rest) -> {
                if (!name.equals("kubeadm-certs")) {
                    lines.append(name).append(rest).append("\n");
                }
            });
            return lines.toString();
        }

        @Override
        public String name() {
            return "cp-1";
        }

        @Override
        public Map<Fact, Reading> read(Collection<Fact> facts, Duration deadline) {
            return Map.of();
        }

        @Override
        public SocketFactory tunnels() {
            return SocketFactory.getDefault();
        }

        @Override
        public Shell shell(Shell.Size size, Shell.Listener listener) {
            throw new UnsupportedOperationException("a fault opens no shell");
        }

        @Override
        public void close() {}
    }
}
