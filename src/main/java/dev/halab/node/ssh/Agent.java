package dev.halab.node.ssh;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// An SSH agent, asked to sign with a key that it holds (draft-ietf-sshm-ssh-agent, sections 3.6 and 5.1).
///
/// @param socket where it listens
record Agent(Path socket) {
    private static final byte SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;
    private static final int LONGEST_ANSWER = 64 * 1024;

    /// It may ask its owner for leave.
    private static final Duration LIMIT = Duration.ofSeconds(15);

    /// The one that SSH_AUTH_SOCK names; empty if it names none.
    static Optional<Agent> ofEnvironment() {
        return Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                .filter(name -> !name.isBlank())
                .map(Path::of)
                .map(Agent::new);
    }

    /// A signature of `data` as SSH has it: its format, and its bytes.
    ///
    /// @param key the public key as SSH has it
    /// @param flags 2 for SHA-256 and 4 for SHA-512 with an RSA key, else 0
    /// @throws IOException if it does not answer, or does not sign with that key
    byte[] sign(byte[] key, byte[] data, int flags) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeByte(SIGN_REQUEST);
        out.writeInt(key.length);
        out.write(key);
        out.writeInt(data.length);
        out.write(data);
        out.writeInt(flags);
        ByteBuffer answer = ask(body.toByteArray());
        if (answer.get() != SIGN_RESPONSE) {
            throw new IOException("the SSH agent does not sign with it: `ssh-add -l` lists what it holds");
        }
        byte[] signature = new byte[length(answer, answer.remaining())];
        answer.get(signature);
        return signature;
    }

    private ByteBuffer ask(byte[] body) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Selector selector = Selector.open()) {
            connect(channel);
            channel.configureBlocking(false);
            ByteBuffer request = ByteBuffer.allocate(4 + body.length)
                    .putInt(body.length)
                    .put(body)
                    .flip();
            long end = System.nanoTime() + LIMIT.toNanos();
            SelectionKey ready = channel.register(selector, SelectionKey.OP_WRITE);
            while (request.hasRemaining()) {
                await(selector, end);
                channel.write(request);
            }
            ready.interestOps(SelectionKey.OP_READ);
            ByteBuffer head = read(channel, selector, 4, end);
            return read(channel, selector, length(head, LONGEST_ANSWER), end);
        } catch (UnsupportedOperationException e) {
            throw new IOException("this Java cannot talk to an SSH agent", e);
        }
    }

    private void connect(SocketChannel channel) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new IOException("nobody answers for the SSH agent at %s (SSH_AUTH_SOCK)".formatted(socket), e);
        }
    }

    private static ByteBuffer read(SocketChannel channel, Selector selector, int length, long end) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            await(selector, end);
            if (channel.read(buffer) < 0) {
                throw new IOException("the SSH agent hung up");
            }
        }
        return buffer.flip();
    }

    private static void await(Selector selector, long end) throws IOException {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0 || selector.select(left) == 0) {
            throw new IOException("the SSH agent did not answer within %d s".formatted(LIMIT.toSeconds()));
        }
        selector.selectedKeys().clear();
    }

    private static int length(ByteBuffer buffer, int most) throws IOException {
        int length = buffer.remaining() < 4 ? -1 : buffer.getInt();
        if (length < 1 || length > most) {
            throw new IOException("the SSH agent answered something else than a signature");
        }
        return length;
    }
}
