package dev.halab.lab.yaml;

import dev.halab.lab.Place;
import dev.halab.yaml.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads text files below the root of a course and nothing else (P5): no symbolic link, `..` or absolute path leads out
/// of it, only regular files are opened, none is read beyond its limit, and what is read is clean text.
final class CourseFiles {
    private static final String ENCODING = "save it as UTF-8 text";

    private final Path root;

    /// @throws IOException if the root is no directory
    CourseFiles(Path root) throws IOException {
        this.root = root.toRealPath();
    }

    /// Whether something stands there.
    boolean exists(String file) {
        try {
            return Files.exists(root.resolve(file));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /// The names in a directory, sorted; none if it is not there.
    List<String> names(String directory, Complaints complaints) {
        List<String> names = new ArrayList<>();
        Optional<Path> inside = inside(directory, complaints);
        if (inside.isEmpty() || !Files.isDirectory(inside.get())) {
            return names;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(inside.get())) {
            entries.forEach(e -> names.add(String.valueOf(e.getFileName()).replace("/", "")));
        } catch (IOException | DirectoryIteratorException e) {
            complaints.add(Place.startOf(directory), unreadable(directory), said(e), "look at its permissions");
        }
        names.sort(null);
        return names;
    }

    boolean isDirectory(String directory) {
        return Files.isDirectory(root.resolve(directory));
    }

    /// The text of a file with `\n` line ends and without byte order mark, or complaints that say why not.
    Optional<String> text(String file, int limit, Complaints complaints) {
        return inside(file, complaints)
                .flatMap(path -> bytes(file, path, limit, complaints))
                .flatMap(bytes -> decoded(file, bytes, complaints))
                .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text)
                .map(text -> text.replace("\r\n", "\n"))
                .filter(text -> clean(file, text, complaints));
    }

    Optional<String> text(String file, Complaints complaints) {
        return text(file, Yaml.LARGEST, complaints);
    }

    private Optional<Path> inside(String file, Complaints complaints) {
        try {
            Path path = root.resolve(file);
            if (Path.of(file).isAbsolute() || !path.normalize().startsWith(root) || !path.equals(path.normalize())) {
                return outside(file, "it is an absolute path or holds '..'", complaints);
            }
            if (!Files.exists(path)) {
                return Files.isSymbolicLink(path)
                        ? outside(file, "it is a symbolic link that leads nowhere", complaints)
                        : Optional.of(path);
            }
            return path.toRealPath().startsWith(root)
                    ? Optional.of(path)
                    : outside(file, "a symbolic link leads to " + path.toRealPath(), complaints);
        } catch (InvalidPathException | IOException e) {
            complaints.add(Place.startOf(complaints.file()), unreadable(file), said(e), "name a file of the course");
            return Optional.empty();
        }
    }

    private static Optional<Path> outside(String file, String why, Complaints complaints) {
        complaints.add(
                Place.startOf(complaints.file()),
                "'%s' leads out of the course".formatted(file),
                why,
                "name a file of the course by its path within it");
        return Optional.empty();
    }

    private Optional<byte[]> bytes(String file, Path path, int limit, Complaints complaints) {
        if (!Files.isRegularFile(path)) {
            String why = Files.exists(path) ? "it is no regular file" : "there is no such file";
            complaints.add(Place.startOf(file), unreadable(file), why, "write the file '%s'".formatted(file));
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                String why = "it is larger than %d KiB".formatted(limit / 1024);
                complaints.add(Place.startOf(file), "'%s' is too large".formatted(file), why, "make it shorter");
                return Optional.empty();
            }
            return Optional.of(bytes);
        } catch (IOException | UncheckedIOException e) {
            complaints.add(Place.startOf(file), unreadable(file), said(e), "look at its permissions");
            return Optional.empty();
        }
    }

    private static Optional<String> decoded(String file, byte[] bytes, Complaints complaints) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        try {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return Optional.of(out.flip().toString());
            }
            result.throwException();
        } catch (CharacterCodingException e) {
            Place place = Texts.place(file, out.flip().toString(), out.length());
            String why = "byte 0x%02x is no part of UTF-8 text".formatted(bytes[in.position()]);
            complaints.add(place, "'%s' is no text".formatted(file), why, ENCODING);
        }
        return Optional.empty();
    }

    private static boolean clean(String file, String text, Complaints complaints) {
        int before = complaints.count();
        int[] points = text.codePoints().toArray();
        int at = 0;
        for (int point : points) {
            if (Texts.isHidden(point) && complaints.count() == before) {
                String why = "U+%04X is a control character".formatted(point);
                complaints.add(Texts.place(file, text, at), "a character that cannot be seen", why, "delete it");
            }
            at += Character.charCount(point);
        }
        return complaints.count() == before;
    }

    private static String unreadable(String file) {
        return "'%s' cannot be read".formatted(file);
    }

    private static String said(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("the system gave no reason");
    }
}
