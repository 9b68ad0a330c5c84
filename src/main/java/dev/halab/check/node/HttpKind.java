package dev.halab.check.node;

import dev.halab.check.Cause;
import dev.halab.check.Claim;
import dev.halab.check.Field;
import dev.halab.check.FieldProblem;
import dev.halab.check.Fields;
import dev.halab.check.Kind;
import dev.halab.check.Scope;
import dev.halab.check.Type;
import dev.halab.fact.Redaction;
import java.util.List;
import java.util.Optional;

/// Kind `http`.
final class HttpKind implements Kind {
    private static final long OK = 200;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String summary() {
        return "One request over HTTP is answered as it should be. Made without any credentials, through a node other "
                + "than the one that is asked; only addresses of the lab can be asked, no redirect is followed, and 64 KiB "
                + "of the body are read.";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.required(
                        "url",
                        new Type.Text(),
                        "`http` or `https`; the host is a node, `vip` or the endpoint: \"https://${endpoint}/readyz\""),
                Field.optional("status", new Type.Whole(100, 599), "200 if not given"),
                Field.optional(
                        "bodyHas",
                        new Type.Many(new Type.Text()),
                        "whole lines of the body, blanks around them left out: literal text, `glob:…` or `re:…`"),
                Field.optional(
                        "tls",
                        new Type.Group(List.of(
                                Field.optional(
                                        "ca",
                                        new Type.Choice(List.of("cluster", "any")),
                                        "who must have signed the certificate; `cluster` if not given"),
                                Field.optional(
                                        "san",
                                        new Type.Text(),
                                        "the name or address that it must be for; if not given, what is called: "
                                                + "the endpoint's name, or the address of the node"))),
                        "of the certificate that is shown"));
    }

    @Override
    public List<Cause> causes() {
        return HttpCauses.all();
    }

    @Override
    public String example() {
        return "http: {url: \"https://cp-2:6443/readyz?verbose\", bodyHas: \"[+]etcd ok\"}";
    }

    @Override
    public Claim claim(Fields fields, Scope scope) {
        HttpUrl url = HttpUrl.of(fields.text("url"), scope.topology());
        if (fields.has("tls") && !url.secure()) {
            throw new FieldProblem(
                    "tls", "a request without TLS shows no certificate", "write https:// or leave it out");
        }
        List<LinePattern> has =
                fields.texts("bodyHas").stream().map(HttpKind::line).toList();
        Fields tls = fields.group("tls");
        Optional<String> san = url.secure() ? tls.findText("san").or(() -> Optional.of(url.host())) : Optional.empty();
        boolean ours = url.secure() && tls.findText("ca").orElse("cluster").equals("cluster");
        int status = fields.findWhole("status").orElse(OK).intValue();
        return new HttpClaim(url, status, has, san, ours, scope.topology());
    }

    private static LinePattern line(String text) {
        if (!Redaction.reduce(text).equals(text)) {
            throw new FieldProblem(
                    "bodyHas",
                    "'%s' looks like a secret, which is taken out of the answer before it is judged".formatted(text),
                    "claim another line");
        }
        return LinePattern.whole("bodyHas", text);
    }
}
