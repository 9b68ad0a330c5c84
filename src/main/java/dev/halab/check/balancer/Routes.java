package dev.halab.check.balancer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where a frontend sends connections of API clients.
///
/// @param names the backends, in the order in which the frontend tries them
/// @param dynamic line of a rule whose backend is known only when a connection comes; 0 if there is none
/// @param certain whether every connection is sent somewhere
record Routes(List<String> names, int dynamic, boolean certain) {
    Routes {
        names = List.copyOf(names);
    }

    static Routes of(Proxy frontend, int port) {
        List<String> names = new ArrayList<>();
        int dynamic = 0;
        for (ConfigLine rule :
                frontend.own().stream().filter(l -> l.is("use_backend")).toList()) {
            dynamic = rule.word(1).contains("%[") && dynamic == 0 ? rule.number() : dynamic;
            names.add(rule.word(1));
            if (always(frontend, rule.from(2), port)) {
                return new Routes(names, dynamic, true);
            }
        }
        Optional<String> otherwise =
                frontend.setting("default_backend").map(s -> s.line().word(1));
        otherwise.ifPresent(names::add);
        return new Routes(names, dynamic, otherwise.isPresent());
    }

    /// Whether the condition of a rule holds for every TLS client that came to `port`.
    private static boolean always(Proxy frontend, List<String> condition, int port) {
        if (condition.isEmpty()) {
            return true;
        }
        if (!condition.getFirst().equals("if") || condition.size() < 2) {
            return false;
        }
        List<String> test = condition.subList(1, condition.size());
        boolean anonymous = test.getFirst().equals("{") && test.getLast().equals("}") && test.size() > 2;
        if (!anonymous && test.size() == 1) {
            return test.getFirst().equals("TRUE") || named(frontend, test.getFirst(), port);
        }
        return anonymous && holds(test.subList(1, test.size() - 1), port);
    }

    private static boolean named(Proxy frontend, String acl, int port) {
        return frontend.own().stream().filter(l -> l.is("acl", acl)).anyMatch(l -> holds(l.from(2), port));
    }

    private static boolean holds(List<String> test, int port) {
        String text = String.join(" ", test);
        return text.equals("always_true")
                || text.equals("req.ssl_hello_type 1")
                || text.equals("req_ssl_hello_type 1")
                || text.equals("dst_port " + port)
                || text.equals("dst_port eq " + port);
    }
}
