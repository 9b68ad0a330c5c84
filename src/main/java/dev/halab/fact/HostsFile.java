package dev.halab.fact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// `/etc/hosts` as the resolver reads it: an address, then names, `#` begins a comment.
///
/// @param entries one per line that names anything, in order
public record HostsFile(List<Entry> entries) {
    /// Where it lies.
    public static final String PATH = "/etc/hosts";

    public HostsFile {
        entries = List.copyOf(entries);
    }

    /// A line.
    ///
    /// @param line its number, from 1
    /// @param names its names in lower case
    public record Entry(int line, String address, List<String> names) {
        public Entry {
            names = List.copyOf(names);
        }
    }

    /// Reads the bytes of the file; never fails, as the resolver never does.
    public static HostsFile of(String bytes) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = bytes.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int comment = lines.get(i).indexOf('#');
            String text = comment < 0 ? lines.get(i) : lines.get(i).substring(0, comment);
            List<String> words = Arrays.stream(text.strip().split("\\s+"))
                    .filter(w -> !w.isEmpty())
                    .toList();
            if (words.size() > 1) {
                List<String> names = words.stream()
                        .skip(1)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList();
                entries.add(new Entry(i + 1, words.getFirst(), names));
            }
        }
        return new HostsFile(entries);
    }

    /// The lines that give `name` an IPv4 address, in order; the resolver takes the first.
    public List<Entry> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return entries.stream()
                .filter(e -> e.names().contains(lower) && !e.address().contains(":"))
                .toList();
    }
}
