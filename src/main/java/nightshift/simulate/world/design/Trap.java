package nightshift.simulate.world.design;

/// What happens without anything being wrong. Each lasts from its onset for the seconds it names.
public sealed interface Trap {
    TrapKind kind();

    /// The service it is on, by index.
    int service();

    int seconds();

    /// Users come in crowds, at once.
    ///
    /// @param factor times as many, at every entry of the service
    record Surge(int service, int seconds, double factor) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.SURGE;
        }
    }

    /// More and more users for a long while, as announced.
    ///
    /// @param factor times as many when all have come, at a third of its time
    record Sale(int service, int seconds, double factor) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.SALE;
        }
    }

    /// A good version is rolled out next to where something else is wrong.
    record InnocentDeployment(int service, int seconds) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.INNOCENT_DEPLOYMENT;
        }
    }

    /// Somebody left the log level at debug.
    ///
    /// @param linesPerRequest so many lines more
    record LogStorm(int service, int seconds, double linesPerRequest) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.LOG_STORM;
        }
    }

    /// A few bad seconds that pass by themselves.
    ///
    /// @param errors share of requests that fail meanwhile
    record Blip(int service, int seconds, double errors) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.BLIP;
        }
    }

    /// A job runs in the service's pods, as every night.
    ///
    /// @param share of the pod's cores that it takes
    record NightlyBatch(int service, int seconds, double share) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.NIGHTLY_BATCH;
        }
    }

    /// Nothing that the service's namespace sends arrives.
    record CollectorOutage(int service, int seconds) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.COLLECTOR_OUTAGE;
        }
    }

    /// Fewer pods, since fewer are needed.
    ///
    /// @param pods how many fewer
    record ScaleDown(int service, int seconds, int pods) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.SCALE_DOWN;
        }
    }

    /// A good version is rolled out.
    record HealthyRollout(int service, int seconds) implements Trap {
        @Override
        public TrapKind kind() {
            return TrapKind.HEALTHY_ROLLOUT;
        }
    }
}
