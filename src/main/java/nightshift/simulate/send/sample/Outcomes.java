package nightshift.simulate.send.sample;

import java.util.EnumMap;
import java.util.Map;
import nightshift.simulate.send.plan.LanguageRuntime;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.world.physics.Ending;

/// How senders name the ways in which requests and calls end. What a server never answered it never recorded: a client
/// names its own exception then.
public final class Outcomes {
    private final LanguageRuntime runtime;

    public Outcomes(LanguageRuntime runtime) {
        this.runtime = runtime;
    }

    /// Of an HTTP request, at the server: 4xx is no error there (conventions, http-spans.md, status).
    public Map<Meaning, Object> httpServer(Ending ending) {
        long status = httpStatus(ending);
        Map<Meaning, Object> facts = http(status);
        if (status >= 500) {
            facts.put(Meaning.ERROR, Long.toString(status));
            facts.put(Meaning.EXCEPTION, exception(ending));
        }
        return facts;
    }

    /// Of an HTTP request, at the client: 4xx is an error there, and where no answer came there is no status.
    public Map<Meaning, Object> httpClient(Ending ending) {
        if (silent(ending)) {
            Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
            facts.put(Meaning.ERROR, exception(ending));
            facts.put(Meaning.EXCEPTION, exception(ending));
            facts.put(Meaning.OUTCOME, "UNKNOWN");
            return facts;
        }
        long status = httpStatus(ending);
        Map<Meaning, Object> facts = http(status);
        if (status >= 400) {
            facts.put(Meaning.ERROR, Long.toString(status));
        }
        return facts;
    }

    private static Map<Meaning, Object> http(long status) {
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.STATUS, status);
        facts.put(Meaning.OUTCOME, status < 400 ? "SUCCESS" : status < 500 ? "CLIENT_ERROR" : "SERVER_ERROR");
        facts.put(Meaning.EXCEPTION, "none");
        return facts;
    }

    private static long httpStatus(Ending ending) {
        return switch (ending) {
            case OK -> 200;
            case MISTAKE -> 404;
            case LIMITED -> 429;
            case ERROR, DEPENDENCY, LOST -> 500;
            case TIMEOUT -> 504;
            case REFUSED, HANDSHAKE -> 503;
        };
    }

    /// Of a gRPC call. The error class is the code's name (conventions, grpc.md).
    public Map<Meaning, Object> rpc(Ending ending, boolean server) {
        GrpcStatus status = grpcStatus(ending);
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.RPC_STATUS, (long) status.code);
        facts.put(Meaning.RPC_STATUS_NAME, status.name());
        boolean error = server ? status.serverError : status != GrpcStatus.OK;
        if (error) {
            facts.put(Meaning.ERROR, status.name());
        }
        return facts;
    }

    private static GrpcStatus grpcStatus(Ending ending) {
        return switch (ending) {
            case OK -> GrpcStatus.OK;
            case MISTAKE -> GrpcStatus.NOT_FOUND;
            case ERROR -> GrpcStatus.INTERNAL;
            case LIMITED -> GrpcStatus.RESOURCE_EXHAUSTED;
            case DEPENDENCY, REFUSED, LOST, HANDSHAKE -> GrpcStatus.UNAVAILABLE;
            case TIMEOUT -> GrpcStatus.DEADLINE_EXCEEDED;
        };
    }

    /// Of a query, a message taken in, or a message put out: an exception or nothing.
    public Map<Meaning, Object> plain(Ending ending) {
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.RESULT, ending.bad() ? "failure" : "success");
        facts.put(Meaning.EXCEPTION, ending.bad() ? exception(ending) : "none");
        if (ending.bad()) {
            facts.put(Meaning.ERROR, exception(ending));
        }
        return facts;
    }

    private static boolean silent(Ending ending) {
        return switch (ending) {
            case TIMEOUT, REFUSED, LOST, HANDSHAKE -> true;
            case OK, MISTAKE, ERROR, DEPENDENCY, LIMITED -> false;
        };
    }

    private String exception(Ending ending) {
        return switch (ending) {
            case OK, MISTAKE -> "none";
            case ERROR, DEPENDENCY, LIMITED -> runtime.failure();
            case TIMEOUT -> runtime.timeout();
            case REFUSED -> runtime.refused();
            case LOST -> runtime.reset();
            case HANDSHAKE -> runtime.handshake();
        };
    }

    /// Of those that the world brings about; which of them are a server's errors is in the conventions' grpc.md.
    private enum GrpcStatus {
        OK(0, false),
        DEADLINE_EXCEEDED(4, true),
        NOT_FOUND(5, false),
        RESOURCE_EXHAUSTED(8, false),
        INTERNAL(13, true),
        UNAVAILABLE(14, true);

        private final int code;
        private final boolean serverError;

        GrpcStatus(int code, boolean serverError) {
            this.code = code;
            this.serverError = serverError;
        }
    }
}
