package nightshift.simulate.shop;

import java.time.Duration;

/// A cause that changes. What becomes of it is physics' affair.
public sealed interface Fault {
    /// Which service it befalls; empty when it is the users or the whole shop.
    String service();

    /// Code that forgets to give connections back.
    ///
    /// @param perMinute connections each process loses a minute, as long as it lasts
    record LeakConnections(String service, double perMinute) implements Fault {}

    /// Every request becomes more work.
    ///
    /// @param factor times as much
    record SlowCode(String service, double factor) implements Fault {}

    /// Somebody else on the node takes the cores.
    ///
    /// @param instances how many of its processes run there
    /// @param factor how much longer the same work takes
    record NoisyNeighbour(String service, int instances, double factor) implements Fault {}

    /// Processes die.
    ///
    /// @param instances how many
    /// @param forGood whether they die again whenever they are started anew
    record Crash(String service, int instances, boolean forGood) implements Fault {}

    /// Users come in crowds.
    ///
    /// @param journey what they want; `all` for everything
    /// @param factor times as many
    /// @param ramp how long until all have come
    record Surge(String journey, double factor, Duration ramp) implements Fault {
        @Override
        public String service() {
            return "";
        }
    }

    /// Somebody deploys another version.
    ///
    /// @param version what, good or bad
    record Deploy(String service, Version version) implements Fault {}

    /// Something else changed so that a version no longer works, wherever it runs.
    ///
    /// @param version its name
    /// @param errors probability that a request of it fails
    record SpoilVersion(String service, String version, double errors) implements Fault {}

    /// The bank is slow.
    ///
    /// @param factor times as slow as usual
    record SlowBank(double factor) implements Fault {
        @Override
        public String service() {
            return "";
        }
    }

    /// What a service measures reaches nobody.
    record TelemetryLoss(String service) implements Fault {}

    /// A job in the service's processes that works now and then.
    ///
    /// @param work seconds of work in each process, each time
    /// @param every how often
    record BatchJob(String service, double work, Duration every) implements Fault {}

    /// Somebody left the log level at DEBUG.
    record DebugLogging(String service) implements Fault {}
}
