package nightshift.fact.telemetry;

import java.util.Optional;

/// What a signal tells about its entity. Signals in the wild are endless, what they can mean to a diagnosis is not.
/// Who needs a list of names is missing a role.
public enum SignalRole {
    /// How long a service takes to answer.
    REQUEST_LATENCY,
    /// The share of its answers that are errors.
    REQUEST_ERRORS,
    /// How many requests it answers: never wrong by itself.
    REQUEST_RATE,
    /// How long what it calls takes, as the caller sees it.
    CALL_LATENCY,
    /// The share of its calls that fail.
    CALL_ERRORS,
    /// How many calls it makes.
    CALL_RATE,
    /// How much of a resource is in use, as a share of what there is.
    SATURATION,
    /// How much of something countable is in use where nobody says of how much: open files, goroutines.
    USAGE,
    /// How much work waits in a queue.
    QUEUE,
    /// How much work waits for a connection of the process's own pool: read off at one moment, so that
    /// a full pool reads low now and then.
    CONNECTION_QUEUE,
    /// How long work waited for a connection of the process's own pool; whoever gave up is not in it.
    CONNECTION_WAIT,
    /// How much of the process's own pool of connections is in use, as a share: read off at one moment, and of few.
    CONNECTION_USE,
    /// How long work keeps a connection of the process's own pool. Longer than usual it is what the connection is for
    /// that takes longer, most often a database; connections that are never given back are not in it.
    CONNECTION_HOLD,
    /// Whether it takes requests.
    READINESS,
    /// Whether a machine runs out of what its pods need, by the word of who runs it: disk, memory or process ids.
    PRESSURE,
    /// How much processor time it uses, in cores.
    PROCESSOR,
    /// How often it was started anew.
    RESTARTS,
    /// How much memory it holds, or may hold.
    MEMORY,
    /// What it reads, writes and keeps on disks.
    DISK,
    /// How long a runtime collects garbage.
    GARBAGE_COLLECTION,
    /// How much is asked of something: never wrong by itself.
    LOAD,
    /// How much it logs: never wrong by itself.
    LOGS,
    /// The telemetry pipeline talking about itself: never a symptom.
    SELF,
    /// Anything else: shown, but it says nothing about the service's health that we know of.
    OTHER;

    /// Whether a user of the service feels it.
    public boolean userFacing() {
        return this == REQUEST_LATENCY || this == REQUEST_ERRORS;
    }

    /// The same of a service as those see it who call it; empty where nobody else sees it.
    public Optional<SignalRole> asCallersSeeIt() {
        if (this == REQUEST_LATENCY) {
            return Optional.of(CALL_LATENCY);
        }
        return this == REQUEST_ERRORS ? Optional.of(CALL_ERRORS) : Optional.empty();
    }

    /// The same of a call as the one that is called sees it; empty where it sees nothing of it.
    public Optional<SignalRole> asCalleeSeesIt() {
        if (this == CALL_LATENCY) {
            return Optional.of(REQUEST_LATENCY);
        }
        return this == CALL_ERRORS ? Optional.of(REQUEST_ERRORS) : Optional.empty();
    }

    /// Whether far less of it than ever is no better than far more: who answers at once because everything fails,
    /// or is flooded where nothing came, is not well. What is used up, held or waited for may well be less than
    /// ever.
    public boolean twoSided() {
        return this == REQUEST_LATENCY || this == CALL_LATENCY || this == REQUEST_RATE || this == CALL_RATE;
    }

    /// Whether it is about calls to somebody else that went wrong.
    public boolean outgoing() {
        return this == CALL_LATENCY || this == CALL_ERRORS || this == CONNECTION_HOLD;
    }

    /// Whether it is a share of failures.
    public boolean failures() {
        return this == REQUEST_ERRORS || this == CALL_ERRORS;
    }

    /// Whether it is a state that somebody who knows tells, and not a distribution: it needs no past to be judged by.
    public boolean state() {
        return this == READINESS || this == PRESSURE;
    }

    /// Whether it says how much of a resource is used, whatever there is of it: held against its own past alone.
    public boolean consumption() {
        return this == PROCESSOR || this == MEMORY;
    }

    /// Whether it says that something is used up.
    public boolean exhaustion() {
        return this == SATURATION || this == CONNECTION_USE || waiting();
    }

    /// Whether it says that work waits for something that the process itself hands out.
    public boolean waiting() {
        return this == QUEUE || this == CONNECTION_QUEUE || this == CONNECTION_WAIT;
    }
}
