package nightshift.observe.intake;

import java.util.List;
import java.util.Map;

/// One end of a call.
///
/// @param resource who sent it
/// @param traceHigh first half of the trace id
/// @param traceLow second half
/// @param id of the span
/// @param parent id of the span it answers; 0 if none
/// @param kind its role
/// @param name the operation
/// @param start nanoseconds since 1970
/// @param end nanoseconds since 1970
/// @param failed status is error, or its attributes say so
/// @param peer whom it called
public record Span(
        Resource resource,
        long traceHigh,
        long traceLow,
        long id,
        long parent,
        SpanKind kind,
        String name,
        long start,
        long end,
        boolean failed,
        Peer peer) {
    /// Whom an outgoing span says it called; an empty text or 0 where it does not say.
    ///
    /// @param address `server.address`
    /// @param port `server.port`
    /// @param service `peer.service`
    /// @param database `db.namespace`, else the database system
    public record Peer(String address, int port, String service, String database) {
        public static final Peer NONE = new Peer("", 0, "", "");

        private static final String ADDRESS = "server.address";
        private static final String PORT = "server.port";
        private static final String SERVICE = "peer.service";
        private static final String DATABASE = "db.namespace";
        private static final String DATABASE_SYSTEM = "db.system.name";

        /// Attributes that say whom a client calls, as the conventions call them.
        public static final List<String> ATTRIBUTES = List.of(ADDRESS, PORT, SERVICE, DATABASE, DATABASE_SYSTEM);

        /// What attributes say.
        public static Peer of(Map<String, String> attributes) {
            if (attributes.isEmpty()) {
                return NONE;
            }
            String database = attributes.getOrDefault(DATABASE, "");
            return new Peer(
                    attributes.getOrDefault(ADDRESS, ""),
                    number(attributes.getOrDefault(PORT, "")),
                    attributes.getOrDefault(SERVICE, ""),
                    database.isEmpty() ? attributes.getOrDefault(DATABASE_SYSTEM, "") : database);
        }

        private static int number(String port) {
            try {
                return port.isEmpty() ? 0 : Integer.parseInt(port);
            } catch (NumberFormatException notOne) {
                return 0;
            }
        }
    }

    /// The same at another time.
    ///
    /// @param by nanoseconds
    public Span moved(long by) {
        return new Span(resource, traceHigh, traceLow, id, parent, kind, name, start + by, end + by, failed, peer);
    }

    public double seconds() {
        return Math.max(0, end - start) / 1e9;
    }
}
