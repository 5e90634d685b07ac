package nightshift.simulate.target;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import nightshift.simulate.shop.Workload;
import org.jspecify.annotations.Nullable;

/// One type of action, as the world carries it out.
enum Work {
    RECYCLE("pool.recycle", Duration.ofSeconds(5), false) {
        @Override
        Plan plan(Workload workload, Map<String, String> parameters) {
            return workload.hasPools()
                    ? new Plan(true, "close and reopen the connection pools of " + workload.name(), null)
                    : Plan.impossible(workload.name() + " has no connection pool");
        }

        @Override
        void begin(Workload workload, Map<String, String> parameters) {
            workload.recyclePools();
        }
    },
    SCALE("workload.scale", Duration.ofSeconds(5), true) {
        @Override
        Plan plan(Workload workload, Map<String, String> parameters) {
            Integer by = number(parameters.get("by"));
            if (by == null || by == 0) {
                return Plan.impossible(
                        "parameter 'by' must be a whole number other than 0, got " + parameters.get("by"));
            }
            int after = workload.replicas() + by;
            if (after < 1 || after > MOST_REPLICAS) {
                return Plan.impossible(workload.name() + " may have 1 to " + MOST_REPLICAS + " replicas, not " + after);
            }
            return new Plan(
                    true,
                    "scale " + workload.name() + " from " + workload.replicas() + " to " + after + " replicas",
                    new Inverse("workload.scale", Map.of("by", Integer.toString(-by))));
        }

        @Override
        void begin(Workload workload, Map<String, String> parameters) {
            workload.scale(Integer.parseInt(parameters.getOrDefault("by", "")), BY);
        }
    },
    ROLLBACK("workload.rollback", Duration.ofSeconds(10), true) {
        @Override
        Plan plan(Workload workload, Map<String, String> parameters) {
            String to = parameters.getOrDefault("to", "");
            if (!workload.knows(to)) {
                return Plan.impossible("parameter 'to': no version '" + to + "' of " + workload.name() + " is known");
            }
            return new Plan(
                    true,
                    "roll " + workload.name() + " back from " + workload.version() + " to " + to,
                    new Inverse("workload.rollback", Map.of("to", workload.version())));
        }

        @Override
        void begin(Workload workload, Map<String, String> parameters) {
            workload.rollback(parameters.getOrDefault("to", ""), BY);
        }
    },
    RESTART("workload.restart", Duration.ofSeconds(10), true) {
        @Override
        Plan plan(Workload workload, Map<String, String> parameters) {
            return new Plan(true, "restart " + workload.name() + " one process at a time", null);
        }

        @Override
        void begin(Workload workload, Map<String, String> parameters) {
            workload.restart();
        }
    };

    private static final int MOST_REPLICAS = 12;
    private static final String BY = "nightshift";

    private final String type;
    private final Duration least;
    private final boolean rolls;

    /// @param least how long it takes at least
    /// @param rolls whether processes come and go, so that it lasts until they have
    Work(String type, Duration least, boolean rolls) {
        this.type = type;
        this.least = least;
        this.rolls = rolls;
    }

    abstract Plan plan(Workload workload, Map<String, String> parameters);

    abstract void begin(Workload workload, Map<String, String> parameters);

    /// Whether it is done by now.
    boolean done(Workload workload, Instant began, Instant now) {
        return !now.isBefore(began.plus(least)) && (!rolls || workload.settled());
    }

    static @Nullable Work of(String type) {
        for (Work work : values()) {
            if (work.type.equals(type)) {
                return work;
            }
        }
        return null;
    }

    private static @Nullable Integer number(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
