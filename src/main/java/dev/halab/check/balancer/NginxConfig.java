package dev.halab.check.balancer;

import dev.halab.check.PathPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The configuration of nginx as `nginx -T` prints it, every include in its place.
///
/// @param main the first file, which includes the others
/// @param root a directive without a name whose block is that file
record NginxConfig(String main, NginxDirective root) {
    private static final Pattern HEADER = Pattern.compile("(?m)^# configuration file (/[^\\n]*):$");
    private static final int DEEPEST = 10;

    /// A text that was to be a configuration and cannot be told apart into files.
    static final class Ambiguous extends Exception {
        private static final long serialVersionUID = 1L;

        Ambiguous(String why) {
            super(why, null, false, false);
        }
    }

    /// Reads what `nginx -T` printed.
    ///
    /// @throws Ambiguous if it is not what nginx prints of a configuration that it accepts
    static NginxConfig of(String dump) throws Ambiguous {
        Set<String> comments = new HashSet<>();
        while (true) {
            Map<String, String> files = files(dump, comments);
            String main = files.keySet().iterator().next();
            Reader reader = new Reader(files, main.substring(0, main.lastIndexOf('/')));
            NginxDirective root = new NginxDirective("", List.of(), main, reader.file(main, 0));
            if (reader.used.containsAll(files.keySet())) {
                return new NginxConfig(main, root);
            }
            // nginx prints what it includes and nothing else, so this is a comment that looks like the name of a file
            files.keySet().stream().filter(file -> !reader.used.contains(file)).forEach(comments::add);
        }
    }

    /// The files by name, in the order of the text; lines that name `comments` do not begin one.
    private static Map<String, String> files(String dump, Set<String> comments) throws Ambiguous {
        List<MatchResult> headers = HEADER.matcher(dump)
                .results()
                .filter(h -> !comments.contains(h.group(1)))
                .toList();
        if (headers.isEmpty() || headers.getFirst().start() != 0) {
            throw new Ambiguous("it does not begin with the name of a file");
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < headers.size(); i++) {
            int end = i + 1 < headers.size() ? headers.get(i + 1).start() : dump.length();
            String path = headers.get(i).group(1);
            // nginx prints every file once, so one of the two is a comment
            if (files.put(path, dump.substring(headers.get(i).end(), end).replaceFirst("^\n", "")) != null) {
                throw new Ambiguous("'# configuration file %s:' stands in it twice".formatted(path));
            }
        }
        return files;
    }

    /// The block `stream`, if there is one.
    Optional<NginxDirective> stream() {
        return root.first("stream");
    }

    /// The servers of http{}.
    List<NginxDirective> httpServers() {
        return root.first("http").map(http -> http.all("server")).orElse(List.of());
    }

    private static final class Reader {
        private final Map<String, String> files;
        private final String folder;
        private final Set<String> used = new HashSet<>();

        Reader(Map<String, String> files, String folder) {
            this.files = files;
            this.folder = folder;
        }

        List<NginxDirective> file(String path, int depth) throws Ambiguous {
            if (depth > DEEPEST) {
                throw new Ambiguous("files include each other without end");
            }
            used.add(path);
            NginxWords words = NginxWords.of(files.getOrDefault(path, ""));
            List<NginxDirective> directives = new ArrayList<>();
            int end = block(words.words(), 0, path, depth, directives);
            if (end < words.words().size()) {
                throw new Ambiguous("a brace in %s closes nothing".formatted(path));
            }
            return directives;
        }

        /// Reads directives up to a closing brace or the end and returns where that is.
        private int block(
                List<NginxWords.Word> words, int from, String path, int depth, List<NginxDirective> directives)
                throws Ambiguous {
            int at = from;
            while (at < words.size() && !words.get(at).is('}')) {
                List<String> texts = new ArrayList<>();
                int line = words.get(at).line();
                while (at < words.size() && !words.get(at).sign()) {
                    texts.add(words.get(at++).text());
                }
                if (at == words.size() || texts.isEmpty() || words.get(at).is('}')) {
                    throw new Ambiguous("%s:%d is no directive".formatted(path, line));
                }
                String place = path + ":" + line;
                List<NginxDirective> inner = new ArrayList<>();
                if (words.get(at).is('{')) {
                    at = block(words, at + 1, path, depth, inner);
                    if (at == words.size()) {
                        throw new Ambiguous("a block in %s does not end".formatted(path));
                    }
                }
                at++;
                if (texts.getFirst().equals("include")) {
                    include(texts.size() > 1 ? texts.get(1) : "", depth, directives);
                } else {
                    directives.add(new NginxDirective(texts.getFirst(), texts.subList(1, texts.size()), place, inner));
                }
            }
            return at;
        }

        private void include(String pattern, int depth, List<NginxDirective> directives) throws Ambiguous {
            String whole = pattern.startsWith("/") ? pattern : folder + "/" + pattern;
            for (String path : files.keySet().stream().sorted().toList()) {
                if (PathPattern.fits(whole, path)) {
                    directives.addAll(file(path, depth + 1));
                }
            }
        }
    }
}
