package nightshift.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nightshift.app.server.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `decisions`, `incidents` and `series`: what a running server knows, as a table or as its JSON.
final class ListCommands {
    private ListCommands() {}

    private record Column(String title, String pointer) {}

    private abstract static class Listing implements Callable<Integer> {
        @Mixin
        Output output = new Output();

        @Mixin
        RemoteServer server = new RemoteServer();

        @Option(names = "--limit", defaultValue = "50", paramLabel = "N", description = "At most N rows (default 50).")
        int limit;

        @Option(names = "--service", paramLabel = "NAME", description = "Only those of this service.")
        @Nullable
        String service;

        abstract String path();

        abstract List<Column> columns();

        @Override
        public Integer call() {
            String query = "?limit=" + limit + parameter("service", service);
            JsonNode answer = server.get(path() + query + more());
            output.object(answer);
            List<List<String>> rows = new ArrayList<>();
            for (JsonNode item : answer.path("items")) {
                rows.add(columns().stream()
                        .map(column -> cell(item.at(column.pointer())))
                        .toList());
            }
            output.table(columns().stream().map(Column::title).toList(), rows);
            return ExitCode.OK;
        }

        String more() {
            return "";
        }

        static String parameter(String name, @Nullable String value) {
            return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }

        private static String cell(JsonNode value) {
            if (value.isMissingNode() || value.isNull()) {
                return "-";
            }
            return value.isNumber() && !value.isIntegralNumber()
                    ? String.format(java.util.Locale.ROOT, "%.4g", value.asDouble())
                    : value.asText();
        }
    }

    @Command(description = "The decisions of a running server, newest first.")
    static final class Decisions extends Listing {
        @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state, such as healed.")
        private @Nullable String state;

        @Option(names = "--rule", paramLabel = "ID", description = "Only those of this rule.")
        private @Nullable String rule;

        @Override
        String path() {
            return "/decisions";
        }

        @Override
        String more() {
            return parameter("state", state) + parameter("rule", rule);
        }

        @Override
        List<Column> columns() {
            return List.of(
                    new Column("DECIDED", "/decidedAt"),
                    new Column("ID", "/id"),
                    new Column("RULE", "/rule/id"),
                    new Column("ACTION", "/action/type"),
                    new Column("TARGET", "/action/target/name"),
                    new Column("STATE", "/state"),
                    new Column("VERIFICATION", "/verification/reason"));
        }
    }

    @Command(description = "Why not: what rules proposed and what kept it from being done, newest first.")
    static final class Holds extends Listing {
        @Option(names = "--rule", paramLabel = "ID", description = "Only those of this rule.")
        private @Nullable String rule;

        @Option(names = "--now", description = "Only what is held at present.")
        private boolean now;

        @Override
        String path() {
            return "/holds";
        }

        @Override
        String more() {
            return parameter("rule", rule) + (now ? "&now=true" : "");
        }

        @Override
        List<Column> columns() {
            return List.of(
                    new Column("SINCE", "/since"),
                    new Column("UNTIL", "/until"),
                    new Column("RULE", "/rule"),
                    new Column("ACTION", "/action"),
                    new Column("TARGET", "/target/name"),
                    new Column("REASON", "/reason"),
                    new Column("GUARD", "/guard"),
                    new Column("WORD", "/word"));
        }
    }

    @Command(description = "The incidents of a running server, newest first.")
    static final class Incidents extends Listing {
        @Override
        String path() {
            return "/incidents";
        }

        @Override
        List<Column> columns() {
            return List.of(
                    new Column("OPENED", "/openedAt"),
                    new Column("ID", "/id"),
                    new Column("STATE", "/state"),
                    new Column("OUTCOME", "/outcome"),
                    new Column("KIND", "/kind"),
                    new Column("TITLE", "/title"));
        }
    }

    @Command(description = "The live series of a running server, with value, band and confidence.")
    static final class Series extends Listing {
        @Option(names = "--signal", paramLabel = "NAME", description = "Only this signal.")
        private @Nullable String signal;

        @Override
        String path() {
            return "/series";
        }

        @Override
        String more() {
            return parameter("signal", signal);
        }

        @Override
        List<Column> columns() {
            return List.of(
                    new Column("ENTITY", "/entity/name"),
                    new Column("KIND", "/entity/kind"),
                    new Column("SIGNAL", "/signal"),
                    new Column("VALUE", "/value"),
                    new Column("LOW", "/expected/low"),
                    new Column("HIGH", "/expected/high"),
                    new Column("CONFIDENCE", "/confidence"));
        }
    }
}
