package dev.halab.attempt;

import dev.halab.fact.FactJson;
import dev.halab.json.Json;
import dev.halab.json.MalformedJson;
import java.util.LinkedHashMap;
import java.util.Map;

/// Events as a kind and a JSON body, and back: the form in which they are stored and exported.
public final class EventJson {
    private EventJson() {}

    /// The kind's word: `opened`, `baselined`, …
    public static String kind(Event event) {
        return switch (event) {
            case Event.Opened ignored -> "opened";
            case Event.Baselined ignored -> "baselined";
            case Event.FaultApplied ignored -> "fault";
            case Event.Checked ignored -> "checked";
            case Event.Hinted ignored -> "hinted";
            case Event.Shown ignored -> "shown";
            case Event.Answered ignored -> "answered";
            case Event.Reset ignored -> "reset";
            case Event.Checkpointed ignored -> "checkpointed";
            case Event.Restored ignored -> "restored";
            case Event.Disturbed ignored -> "disturbed";
            case Event.Settled ignored -> "settled";
        };
    }

    /// All of the event but its kind.
    public static Json body(Event event) {
        Json.Builder body = Json.object().put("task", event.task());
        return switch (event) {
            case Event.Opened ignored -> body.build();
            case Event.Baselined(String task, var readings) ->
                body.put("readings", FactJson.readings(readings)).build();
            case Event.FaultApplied(String task, String fault) ->
                body.put("fault", fault).build();
            case Event.Checked checked -> checked(checked, body);
            case Event.Hinted(String task, String check, String cause, int rung) ->
                body.put("check", check).put("cause", cause).put("rung", rung).build();
            case Event.Shown ignored -> body.build();
            case Event.Answered(String task, String check, String value) ->
                body.put("check", check).put("value", value).build();
            case Event.Reset ignored -> body.build();
            case Event.Checkpointed(String task, String name) ->
                body.put("name", name).build();
            case Event.Restored(String task, String name) ->
                body.put("name", name).build();
            case Event.Disturbed(String task, String node, String how) ->
                body.put("node", node).put("how", how).build();
            case Event.Settled(String task, String node) ->
                body.put("node", node).build();
        };
    }

    private static Json checked(Event.Checked event, Json.Builder body) {
        Json.Builder causes = Json.object();
        event.causes().forEach(causes::put);
        return body.put("verdict", event.verdict())
                .put("earned", event.earned())
                .put("of", event.of())
                .put("causes", causes.build())
                .build();
    }

    /// The event of a kind and a body.
    ///
    /// @throws MalformedJson if this halab knows no such kind, or the body lacks something
    public static Event event(String kind, Json body) {
        String task = text(body, "task");
        return switch (kind) {
            case "opened" -> new Event.Opened(task);
            case "baselined" -> new Event.Baselined(task, FactJson.readings(body.at("readings")));
            case "fault" -> new Event.FaultApplied(task, text(body, "fault"));
            case "checked" ->
                new Event.Checked(task, text(body, "verdict"), whole(body, "earned"), whole(body, "of"), causes(body));
            case "hinted" -> new Event.Hinted(task, text(body, "check"), text(body, "cause"), whole(body, "rung"));
            case "shown" -> new Event.Shown(task);
            case "answered" -> new Event.Answered(task, text(body, "check"), text(body, "value"));
            case "reset" -> new Event.Reset(task);
            case "checkpointed" -> new Event.Checkpointed(task, text(body, "name"));
            case "restored" -> new Event.Restored(task, text(body, "name"));
            case "disturbed" -> new Event.Disturbed(task, text(body, "node"), text(body, "how"));
            case "settled" -> new Event.Settled(task, text(body, "node"));
            default -> throw new MalformedJson("'%s' is no kind of event that this halab knows".formatted(kind));
        };
    }

    private static Map<String, String> causes(Json body) {
        Map<String, String> causes = new LinkedHashMap<>();
        body.members("causes")
                .forEach((check, cause) -> causes.put(check, cause.text().orElse("")));
        return causes;
    }

    private static String text(Json body, String name) {
        return body.text(name).orElseThrow(() -> new MalformedJson("an event lacks '%s'".formatted(name)));
    }

    private static int whole(Json body, String name) {
        try {
            return Integer.parseInt(text(body, name));
        } catch (NumberFormatException e) {
            throw new MalformedJson("'%s' of an event is no whole number".formatted(name));
        }
    }
}
