package nightshift.simulate.world.layout;

import java.util.List;

/// What services and what they offer are called.
final class Names {
    static final List<String> NAMESPACES =
            List.of("shop", "billing", "travel", "media", "bank", "games", "logistics", "health");

    static final List<String> SERVICES = List.of(
            "orders",
            "cart",
            "catalog",
            "payment",
            "shipping",
            "pricing",
            "search",
            "accounts",
            "profiles",
            "stock",
            "reviews",
            "recommendations",
            "currency",
            "tax",
            "loyalty",
            "coupons",
            "returns",
            "invoices",
            "ledger",
            "offers",
            "images",
            "addresses",
            "routing",
            "availability",
            "booking",
            "seats",
            "tickets",
            "messages",
            "preferences",
            "audit",
            "sessions",
            "identity",
            "fraud",
            "limits",
            "quotes",
            "feeds",
            "ratings",
            "plans",
            "usage",
            "contracts");

    static final List<String> ENTRIES = List.of("gateway", "web", "api", "mobile", "partner");

    static final List<String> WORKERS =
            List.of("mailer", "indexer", "fulfilment", "thumbnails", "reports", "exports", "notifier", "settlement");

    static final List<String> BATCHES = List.of("reconciler", "billing-run", "report-builder", "cleanup");

    static final List<String> DATABASES =
            List.of("main-db", "core-db", "history-db", "master-db", "facts-db", "users-db");

    static final List<String> CACHES = List.of("cache", "session-cache", "hot-cache");

    static final List<String> EXTERNALS = List.of("card-network", "carrier", "geo-provider", "sms-provider");

    static final List<String> VERBS = List.of("List", "Get", "Create", "Update", "Check");

    private Names() {}

    /// What an operation of a service is called.
    static String operation(Protocol protocol, ServiceId service, String verb) {
        String path = "/" + service.name();
        return switch (protocol) {
            case HTTP ->
                switch (verb) {
                    case "List" -> "GET " + path;
                    case "Get" -> "GET " + path + "/{id}";
                    case "Create" -> "POST " + path;
                    case "Update" -> "PUT " + path + "/{id}";
                    default -> "POST " + path + "/check";
                };
            case GRPC -> service.namespace() + "." + capital(service.name()) + "/" + verb;
            case MESSAGING -> service.name() + " process";
            case SCHEDULE -> service.name() + " " + verb;
            case QUERY -> verb.equals("List") || verb.equals("Get") ? "SELECT " + verb : "INSERT " + verb;
        };
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
