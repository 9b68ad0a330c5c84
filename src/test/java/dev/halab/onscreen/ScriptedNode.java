package dev.halab.onscreen;

import dev.halab.fact.Fact;
import dev.halab.fact.Reading;
import dev.halab.machine.SshKeyPair;
import dev.halab.node.ssh.SshKeys;
import dev.halab.topology.NodeSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;

/// A node without a machine: an SSH server that answers the facts of a recording, gives scripted shells, and lets
/// itself be
/// prepared as a host that somebody lends.
final class ScriptedNode implements AutoCloseable {
    private static final Pattern BATCH = Pattern.compile("batch ([0-9a-f]+) ([A-Za-z0-9+/=]*) </dev/null");
    private static final Pattern OCTAL = Pattern.compile("\\\\0([0-7]{3})");

    private final NodeSpec spec;
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Door door;
    private volatile Map<Fact, Reading> recording = Map.of();
    private volatile Runnable saved = () -> {};

    ScriptedNode(NodeSpec spec) {
        this.spec = spec;
        try {
            SshKeyPair host = SshKeys.generate();
            server.setKeyPairProvider(KeyPairProvider.wrap(SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("key"),
                    new ByteArrayInputStream(host.privateKey().getBytes(StandardCharsets.US_ASCII)),
                    FilePasswordProvider.EMPTY)));
            server.setHost("127.0.0.1");
            server.setPublickeyAuthenticator((name, key, session) -> true);
            server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
            server.setShellFactory(channel -> new ScriptedShell(spec.name(), () -> saved.run()));
            server.setCommandFactory((channel, line) -> new Exec(line));
            server.start();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        door = new Door(server.getPort());
    }

    NodeSpec spec() {
        return spec;
    }

    Door door() {
        return door;
    }

    /// From now on the node is as it was when that was recorded.
    void is(Map<Fact, Reading> recorded) {
        recording = recorded;
    }

    /// What happens when the learner saves a file there.
    void whenSaved(Runnable then) {
        saved = then;
    }

    private String answer(String line, String input) {
        Matcher batch = BATCH.matcher(input);
        if (batch.find()) {
            return answer(batch.group(1), requests(batch.group(2)));
        }
        if (line.contains("sh -s look")) {
            return "machine-id %1$s\nhostname %1$s\naddresses 127.0.0.1 %2$s\nroot yes\ninit systemd\n"
                    .formatted(spec.name(), spec.address());
        }
        return "";
    }

    private static List<String> requests(String encoded) {
        return new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII)
                .lines()
                .toList();
    }

    private String answer(String nonce, List<String> requests) {
        var answer = new StringBuilder();
        for (String request : requests) {
            List<String> words = new ArrayList<>(Arrays.asList(request.split("\\|", -1)));
            String index = words.removeFirst();
            List<String> plain = words.stream().map(ScriptedNode::plain).toList();
            Fact fact = new Fact(spec.name(), plain.getFirst(), plain.subList(1, plain.size()));
            answer.append(
                    recording.get(fact) instanceof Reading.Seen seen
                            ? "%s %s %d %s %s\n"
                                    .formatted(nonce, index, seen.status(), base64(seen.text()), base64(seen.error()))
                            : "%s %s unknown - -\n".formatted(nonce, index));
        }
        return answer.append("%s END %d\n".formatted(nonce, requests.size())).toString();
    }

    private static String plain(String word) {
        return OCTAL.matcher(word)
                .replaceAll(m -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 8)));
    }

    private static String base64(String text) {
        return text.isEmpty() ? "-" : Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        door.close();
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A command that only answers.
    private final class Exec implements Command {
        private final String line;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private ExitCallback exit = (status, message, immediately) -> {};

        Exec(String line) {
            this.line = line;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            // Nothing goes wrong here.
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            this.exit = exit;
        }

        @Override
        public void start(ChannelSession session, Environment environment) {
            Thread.ofPlatform().daemon().start(this::run);
        }

        private void run() {
            try {
                String input = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                out.write(answer(line, input).getBytes(StandardCharsets.UTF_8));
                out.flush();
                exit.onExit(line.contains("cat ") ? 1 : 0);
            } catch (IOException e) {
                exit.onExit(1);
            }
        }

        @Override
        public void destroy(ChannelSession session) {
            // The thread ends with its input.
        }
    }
}
