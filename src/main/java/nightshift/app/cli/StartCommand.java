package nightshift.app.cli;

import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nightshift.app.server.CommandFailure;
import nightshift.app.server.ExitCode;
import nightshift.app.server.ServerApplication;
import nightshift.app.server.ServerProducer;
import nightshift.app.settings.Settings;
import nightshift.journal.database.JournalException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `start`: the server, until it is told to end.
@Command(
        description = {
            "Starts the server: OTLP on 4317 (gRPC) and 4318 (HTTP), REST and the page on 8080, all on 127.0.0.1.",
            "Configuration: docs/configuration.md; environment variables, -D in NIGHTSHIFT_JAVA_OPTS, or a file."
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--port", paramLabel = "PORT", description = "Port of REST and the page (default 8080).")
    private @Nullable Integer port;

    @Override
    public Integer call() {
        if (port != null) {
            System.setProperty("nightshift.http.port", port.toString());
        }
        Settings settings = config.settings();
        Settings.Ports ports = settings.ports();
        demandFree(ports.host(), ports.otlpGrpc(), "OTLP over gRPC", "nightshift.otlp.grpc.port");
        demandFree(ports.host(), ports.otlpHttp(), "OTLP over HTTP", "nightshift.otlp.http.port");
        demandFree(ports.host(), ports.http(), "the page", "nightshift.http.port");
        tellQuarkus(settings);
        Path file = config.file();
        if (file != null) {
            System.setProperty("quarkus.config.locations", file.toUri().toString());
        }
        ServerProducer.settings(settings);
        return serve();
    }

    /// What Quarkus reads by keys of its own; it has a configuration of its own, too, which may know other places.
    private static void tellQuarkus(Settings settings) {
        System.setProperty("quarkus.http.host", settings.ports().host());
        System.setProperty(
                "quarkus.http.port", Integer.toString(settings.ports().http()));
        if (settings.jsonLog()) {
            System.setProperty("quarkus.log.console.json.enabled", "true");
        }
    }

    /// Boots the server in this process and stays until it ends.
    static int serve(String... args) {
        int[] code = {ExitCode.OK};
        Quarkus.run(
                ServerApplication.class,
                (exit, failure) -> {
                    code[0] = failure == null ? exit : code(failure);
                    if (failure != null) {
                        System.err.println("nightshift: " + sentence(failure));
                    }
                    System.exit(code[0]);
                },
                args);
        return code[0];
    }

    /// A port that somebody took since it was looked at is missing outside; all else is a wrong configuration.
    static int code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CommandFailure known) {
                return known.exitCode();
            }
            if (cause instanceof BindException) {
                return ExitCode.ENVIRONMENT;
            }
        }
        return ExitCode.USAGE;
    }

    /// What is written for people, with the file and what to do; else the deepest message.
    static String sentence(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof JournalException)
                && !(cause instanceof BindException)
                && cause.getCause() != null
                && cause.getCause().getMessage() != null) {
            cause = cause.getCause();
        }
        // Quarkus binds no port but that of the page.
        return (cause instanceof BindException ? "nightshift.http.port: " : "") + cause.getMessage();
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
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    key + " = " + port + ": " + what + " can't listen on " + host + ":" + port + " ("
                            + taken.getMessage() + "); end the other process or choose another port");
        }
    }
}
