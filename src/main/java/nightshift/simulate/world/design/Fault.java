package nightshift.simulate.world.design;

/// A cause that begins. What becomes of it is physics' affair. Services, pools and calls are named by their
/// index.
public sealed interface Fault {
    FaultKind kind();

    /// Code that forgets to give connections back, until the pool is closed and reopened. The database
    /// gives up orphaned ones now and then, so that the loss levels off.
    ///
    /// @param perMinute connections that each pod loses a minute
    /// @param most how many each pod lacks in the end, on average over time
    record LeakedPool(int pool, double perMinute, double most) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.LEAKED_POOL;
        }
    }

    /// Every query takes longer, for a lost index or a busy disk.
    ///
    /// @param factor times as long
    record SlowDatabase(int database, double factor) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.SLOW_DATABASE;
        }
    }

    /// A thread in each of the running processes spins. A process started later has none;
    /// more pods do not help those whose requests still go to the old ones.
    ///
    /// @param share of the pod's cores that it burns
    record BusyProcessor(int service, double share) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.BUSY_PROCESSOR;
        }
    }

    /// Memory that is never given back; near the limit garbage collection takes the cores, at it the
    /// process is killed.
    ///
    /// @param bytesPerSecond in each pod
    record MemoryLeak(int service, double bytesPerSecond) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.MEMORY_LEAK;
        }
    }

    /// A pod's scratch volume is spoilt: its process dies soon after each start, until the pod is replaced.
    ///
    /// @param pods how many of the service's pods
    record CrashLoop(int service, int pods) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.CRASH_LOOP;
        }
    }

    /// A rollout of code that fails and costs more.
    ///
    /// @param errors share of requests that fail in it
    /// @param work times as much processor time
    record BadVersion(int service, double errors, double work) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.BAD_VERSION;
        }
    }

    /// A rollout of code that never becomes ready.
    ///
    /// @param unavailable how many pods the rollout takes away before it waits for the new ones
    record NeverReadyVersion(int service, int unavailable) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.NEVER_READY_VERSION;
        }
    }

    /// Somebody else's service answers slowly.
    ///
    /// @param factor times as slow
    record SlowDependency(int service, double factor) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.SLOW_DEPENDENCY;
        }
    }

    /// Packets between two services are lost: what is lost once costs a retransmission, what is lost often
    /// a timeout.
    ///
    /// @param caller by index
    /// @param callee by index
    /// @param loss share of packets
    record LossyLink(int caller, int callee, double loss) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.LOSSY_LINK;
        }
    }

    /// Consumers hang, alive and ready, and take nothing any more. A process started later works.
    ///
    /// @param pods how many of the service's pods
    record DeadConsumer(int service, int pods) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.DEAD_CONSUMER;
        }
    }

    /// Something fills the volume of a database. Once it is full, writes find no room; what the database clears away
    /// meanwhile lets some through. Reads go on.
    ///
    /// @param volume by index
    /// @param bytesPerSecond that something writes and nobody clears away
    /// @param failing share of writes that find no room when it is full
    record FullDisk(int volume, double bytesPerSecond, double failing) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.FULL_DISK;
        }
    }

    /// A service's certificate expires: from one instant on its callers end the handshake of each new connection. It
    /// hears of none of these requests. Nobody renews it.
    ///
    /// @param share of attempts that need a new connection
    record ExpiredCertificate(int service, double share) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.EXPIRED_CERTIFICATE;
        }
    }

    /// Somebody else's service takes no more than was bought, and answers the rest at once that it is too much.
    ///
    /// @param perSecond requests that it still takes
    record Quota(int service, double perSecond) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.QUOTA;
        }
    }

    /// A message that no version of the consumer can work on heads some partitions of its queue: it is tried again and
    /// again, by a new process too, and what is behind it waits.
    ///
    /// @param share of the partitions
    record PoisonMessage(int service, double share) implements Fault {
        @Override
        public FaultKind kind() {
            return FaultKind.POISON_MESSAGE;
        }
    }
}
