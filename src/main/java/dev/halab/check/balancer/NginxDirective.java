package dev.halab.check.balancer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A directive of nginx with its block, if it has one; includes are already in place.
///
/// @param place file and line: `/etc/nginx/nginx.conf:12`
record NginxDirective(String name, List<String> words, String place, List<NginxDirective> block) {
    NginxDirective {
        words = List.copyOf(words);
        block = List.copyOf(block);
    }

    /// The directives of that name in the block.
    List<NginxDirective> all(String wanted) {
        return block.stream().filter(d -> d.name().equals(wanted)).toList();
    }

    Optional<NginxDirective> first(String wanted) {
        return all(wanted).stream().findFirst();
    }

    /// A word behind the name; empty if there are fewer.
    String word(int index) {
        return index < words.size() ? words.get(index) : "";
    }

    /// Whether one of the words is `word`.
    boolean has(String word) {
        return words.contains(word);
    }

    /// The directive as it would be written.
    String text() {
        return Stream.concat(Stream.of(name), words.stream()).collect(Collectors.joining(" "));
    }
}
