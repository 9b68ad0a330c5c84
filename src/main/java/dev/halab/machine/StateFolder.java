package dev.halab.machine;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The folder in which a provider keeps what it knows of a lab. Its files are their owner's alone, and each is written
/// as a whole or not at all, whenever the process or the host ends.
///
/// @param path where it is
public record StateFolder(Path path) {
    private static final String PRIVATE_KEY = "id_halab";
    private static final String PUBLIC_KEY = "id_halab.pub";

    /// The private key of both users of all machines.
    public Path privateKey() {
        return file(PRIVATE_KEY);
    }

    /// Its public half.
    public Path publicKey() {
        return file(PUBLIC_KEY);
    }

    /// The key pair that is there, else a new one that is kept.
    public SshKeyPair keys(Supplier<SshKeyPair> maker) {
        Optional<String> secret = text(PRIVATE_KEY);
        Optional<String> open = text(PUBLIC_KEY);
        if (secret.isPresent() && open.isPresent()) {
            return new SshKeyPair(secret.get(), open.get());
        }
        SshKeyPair pair = maker.get();
        store(PRIVATE_KEY, pair.privateKey());
        store(PUBLIC_KEY, pair.authorizedKey().strip() + "\n");
        return pair;
    }

    /// Removes the key pair.
    public void forgetKeys() {
        delete(PRIVATE_KEY);
        delete(PUBLIC_KEY);
    }

    /// Where a file of the folder is.
    ///
    /// @param name may lead into folders below: `checkpoints/one.json`
    public Path file(String name) {
        return path.resolve(name);
    }

    /// What a file says; empty if it is not there or cannot be read.
    public Optional<String> text(String name) {
        try {
            return Optional.of(Files.readString(file(name)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Writes a file as a whole or not at all.
    ///
    /// @throws HalabException if the folder cannot be written, for instance because the disk is full
    public void store(String name, String text) {
        Path file = file(name);
        try {
            Path parent = file.getParent() == null ? path : file.getParent();
            Files.createDirectories(parent);
            // a temporary file is its owner's alone where the file system knows owners
            Path draft = Files.createTempFile(parent, "draft", ".new");
            try {
                write(draft, text);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "the lab's folder cannot be written",
                            "%s: %s".formatted(path, e.getMessage()),
                            "make room or give yourself write access there, then run the command again"),
                    e);
        }
    }

    /// A file that was renamed before its content had reached the disk is empty after a loss of power.
    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /// Removes a folder below with its files, if it is there.
    public void deleteFolder(String name) {
        if (!Files.isDirectory(file(name))) {
            return;
        }
        try (Stream<Path> files = Files.list(file(name))) {
            files.toList().forEach(f -> delete(name + "/" + f.getFileName()));
        } catch (IOException e) {
            // what is left is named by the next line
            delete(name);
        }
        delete(name);
    }

    /// Removes a file, or an empty folder, if it is there.
    ///
    /// @throws HalabException if it cannot be removed
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw HalabException.of(
                    new Problem(
                            "a file of the lab's folder was not removed",
                            "%s: %s".formatted(file(name), e.getMessage()),
                            "remove it by hand"),
                    e);
        }
    }
}
