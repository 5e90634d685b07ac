package nightshift.app.cli;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.server.ServerApplication;
import nightshift.app.settings.SettingsException;
import nightshift.journal.database.JournalException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `start`: the server, until it is told to end.
@Command(
        name = "start",
        description = {
            "Starts the server: OTLP on 4317 (gRPC) and 4318 (HTTP), REST and the page on 8080, all on 127.0.0.1.",
            "Configuration: docs/configuration.md; environment variables, -D in NIGHTSHIFT_JAVA_OPTS, or a file."
        })
final class StartCommand implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "A properties file with nightshift.* keys.")
    private @Nullable Path config;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of REST and the page (default 8080).")
    private @Nullable Integer port;

    @Override
    public Integer call() {
        if (config != null) {
            if (!Files.isReadable(config)) {
                throw new CommandFailure(ExitCode.ENVIRONMENT, "can't read the configuration file " + config);
            }
            System.setProperty("quarkus.config.locations", config.toUri().toString());
        }
        if (port != null) {
            System.setProperty("nightshift.http.port", port.toString());
        }
        return serve();
    }

    /// Boots the server in this process and stays until it ends.
    static int serve(String... args) {
        int[] code = {ExitCode.OK};
        Quarkus.run(
                ServerApplication.class,
                (exit, failure) -> {
                    code[0] = failure == null ? exit : ExitCode.USAGE;
                    if (failure != null) {
                        System.err.println("nightshift: " + sentence(failure));
                    }
                    System.exit(code[0]);
                },
                args);
        return code[0];
    }

    /// What is written for people, with the file and what to do; else the deepest message.
    static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof JournalException)
                && cause.getCause() != null
                && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /// Fails with one sentence when somebody else listens there already.
    static void demandFree(String host, int port, String what, String key) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new SettingsException(java.util.List.of(key + " = " + port + ": " + host + ":" + port
                    + " is in use, so " + what + " can't listen there; end the other process or choose another port"));
        }
    }
}
