package nightshift.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import nightshift.app.server.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `approve`, `reject`, `pause` and `resume`: orders to a running server, journalled with who gave them and why.
final class SteerCommands {
    private SteerCommands() {}

    private abstract static class Order implements Callable<Integer> {
        @Mixin
        Output output = new Output();

        @Mixin
        RemoteServer server = new RemoteServer();

        @Option(names = "--reason", defaultValue = "", paramLabel = "TEXT", description = "Why; it is journalled.")
        String reason = "";

        final int order(String path, String done) {
            JsonNode answer = server.post(path, Map.of("reason", reason));
            output.object(answer);
            output.line(done);
            return ExitCode.OK;
        }
    }

    @Command(description = "Approves a decision that waits for a person.")
    static final class Approve extends Order {
        @Parameters(paramLabel = "ID", description = "Id of the decision, as 'decisions' shows it.")
        private String id = "";

        @Override
        public Integer call() {
            return order("/decisions/" + id + "/approve", "approved " + id + "; it is dispatched in the next turn");
        }
    }

    @Command(description = "Rejects a decision that waits for a person.")
    static final class Reject extends Order {
        @Parameters(paramLabel = "ID", description = "Id of the decision, as 'decisions' shows it.")
        private String id = "";

        @Override
        public Integer call() {
            return order("/decisions/" + id + "/reject", "rejected " + id);
        }
    }

    @Command(description = "Pauses automation: it goes on observing and deciding, and does nothing.")
    static final class Pause extends Order {
        @Override
        public Integer call() {
            return order("/automation/pause", "automation is paused; './nightshift resume' ends that");
        }
    }

    @Command(description = "Resumes automation after a pause.")
    static final class Resume extends Order {
        @Override
        public Integer call() {
            return order("/automation/resume", "automation is on");
        }
    }
}
