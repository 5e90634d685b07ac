package nightshift.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `mute`, `mutes` and `unmute`: what is not acted on for a time, and nobody is woken for.
final class MuteCommands {
    private MuteCommands() {}

    @Command(
            description = "Mutes something on a running server: it is not acted on, and nobody is woken for it.",
            footer = {
                "",
                "  mute --service cart --for 2h --reason 'the disks are moved'",
                "  mute --service 'shop/*' --days sunday --hours 02:00-04:00 --zone Europe/Berlin --for 90d --reason backup"
            })
    static final class Make implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Mixin
        private RemoteServer server = new RemoteServer();

        @Option(names = "--service", paramLabel = "NAME", description = "Of this service; * stands for anything.")
        private @Nullable String service;

        @Option(names = "--rule", paramLabel = "ID", description = "What this rule proposes.")
        private @Nullable String rule;

        @Option(names = "--action", paramLabel = "TYPE", description = "This action; escalate is a page.")
        private @Nullable String action;

        @Option(
                names = "--label",
                paramLabel = "NAME=VALUE",
                description = "Of services with this cluster or namespace.")
        private Map<String, String> labels = new TreeMap<>();

        @Option(names = "--from", paramLabel = "TIME", description = "RFC 3339 (default: now).")
        private @Nullable String from;

        @Option(names = "--until", paramLabel = "TIME", description = "RFC 3339.")
        private @Nullable String until;

        @Option(names = "--for", paramLabel = "TIME", description = "How long, such as 30m, 2h, 1d.")
        private @Nullable String lasting;

        @Option(
                names = "--days",
                split = ",",
                paramLabel = "DAY",
                description = "Each week on these days, such as sunday.")
        private List<String> days = new ArrayList<>();

        @Option(names = "--date", paramLabel = "DATE", description = "Once on this day, such as 2026-03-29.")
        private @Nullable String date;

        @Option(names = "--hours", paramLabel = "FROM-TO", description = "With --days or --date: such as 02:00-04:00.")
        private @Nullable String hours;

        @Option(names = "--zone", paramLabel = "ZONE", description = "With --hours: such as Europe/Berlin.")
        private @Nullable String zone;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is journalled.")
        private String reason = "";

        @Override
        public Integer call() {
            JsonNode made = server.post("/mutes", body());
            output.object(made);
            output.line("muted " + made.path("what").asText() + " from "
                    + made.path("from").asText() + " until "
                    + made.path("until").asText() + "; lift it with 'unmute "
                    + made.path("id").asText() + "'");
            return ExitCode.OK;
        }

        private Map<String, Object> body() {
            Map<String, Object> body = new TreeMap<>();
            put(body, "service", service);
            put(body, "rule", rule);
            put(body, "action", action);
            put(body, "from", from);
            put(body, "until", until);
            put(body, "for", lasting);
            body.put("labels", labels);
            body.put("reason", reason);
            if (hours != null || date != null || zone != null || !days.isEmpty()) {
                body.put("window", window());
            }
            return body;
        }

        private Map<String, Object> window() {
            String[] ends = (hours == null ? "" : hours).split("-", 2);
            if (ends.length != 2) {
                throw new CommandFailure(ExitCode.USAGE, "a window needs --hours such as 02:00-04:00");
            }
            Map<String, Object> window = new TreeMap<>();
            window.put("from", ends[0].strip());
            window.put("to", ends[1].strip());
            window.put("days", days);
            put(window, "date", date);
            put(window, "zone", zone);
            return window;
        }

        private static void put(Map<String, Object> body, String name, @Nullable String value) {
            if (value != null) {
                body.put(name, value);
            }
        }
    }

    @Command(description = "What is muted on a running server, or will be.")
    static final class Stand implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Mixin
        private RemoteServer server = new RemoteServer();

        @Option(names = "--state", paramLabel = "STATE", description = "Only active, pending, expired or lifted ones.")
        private @Nullable String state;

        @Override
        public Integer call() {
            JsonNode answer = server.get("/mutes?limit=500" + (state == null ? "" : "&state=" + encoded(state)));
            output.object(answer);
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode mute : answer.path("items")) {
                rows.add(List.of(
                        mute.path("id").asText(),
                        mute.path("state").asText(),
                        mute.path("what").asText(),
                        mute.path("from").asText("-"),
                        mute.path("until").asText("-"),
                        mute.path("expires").asText(),
                        mute.path("by").asText(),
                        mute.path("reason").asText()));
            }
            output.table(List.of("ID", "STATE", "WHAT", "FROM", "UNTIL", "EXPIRES", "BY", "REASON"), rows);
            return ExitCode.OK;
        }
    }

    @Command(description = "Lifts a mute before its time.")
    static final class Lift implements Callable<Integer> {
        @Mixin
        private Output output = new Output();

        @Mixin
        private RemoteServer server = new RemoteServer();

        @Parameters(paramLabel = "ID", description = "Id of the mute, as 'mutes' shows it.")
        private String id = "";

        @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "Why; it is journalled.")
        private String reason = "";

        @Override
        public Integer call() {
            JsonNode answer = server.delete("/mutes/" + encoded(id) + "?reason=" + encoded(reason));
            output.object(answer);
            output.line("lifted " + id + "; it is acted on again from the next turn on");
            return ExitCode.OK;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
