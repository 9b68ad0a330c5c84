package dev.halab.store.lock;

import dev.halab.problem.HalabException;
import dev.halab.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The right to change the lab. The kernel holds the lock and frees it when the process ends, however it ends; the text
/// in the file (pid, host, start, doing) only tells others who holds it.
public final class LabLock implements AutoCloseable {
    private final FileChannel channel;

    private LabLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Does `work` while the lock is held.
    ///
    /// @throws HalabException as `take`
    public static void holding(Path file, String doing, Instant now, Runnable work) {
        LabLock lock = take(file, doing, now);
        try {
            work.run();
        } finally {
            lock.close();
        }
    }

    /// Takes the lock, or says who has it.
    ///
    /// @param doing what it is held for
    /// @param now for the text
    /// @throws HalabException if another process holds it, or its file cannot be written
    static LabLock take(Path file, String doing, Instant now) {
        FileChannel channel = null;
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw held(file, doing);
            }
            String holder = "%d %s %s %s".formatted(ProcessHandle.current().pid(), host(), now, doing);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            return new LabLock(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw HalabException.of(
                    new Problem(
                            "The lab cannot be changed",
                            "the lock %s cannot be written".formatted(file),
                            "Make that folder writable, or set HALAB_HOME to another folder"),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // another thread of this very process
            return null;
        }
    }

    private static HalabException held(Path file, String doing) throws IOException {
        String[] holder = Files.readString(file).split(" ", 4);
        String who = holder.length == 4
                ? "process %s on %s does `halab %s` since %s".formatted(holder[0], holder[1], holder[3], holder[2])
                : "another halab process is changing it";
        return HalabException.of(new Problem(
                "`halab %s` has to wait".formatted(doing), who, "Wait until that process has ended, then try again"));
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replace(' ', '-');
        } catch (UnknownHostException e) {
            return "this-host";
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the end of the process frees it at the latest
            return;
        }
    }
}
