/// What real senders send about a generated world: instrumentation SDKs with conventions new and old,
/// Micrometer behind a scraping collector, tracing alone, a mesh's sidecars alone, and the receivers that
/// tell about Kubernetes and Kafka.
///
/// Who sends how is the `plan`; each metric is a row of `senders.tsv` with the source it was read from
/// (`row`); what can be measured of a world is a `sample`; `encode` makes OTLP of both, and `channel`
/// carries it to a port. Here a process exports at its own interval and phase; a collector gathers what is
/// due in a second into one request and awaits the ack, which means that it was applied. Nothing here knows
/// who receives it or what is read of it.
///
/// Start at [nightshift.simulate.send.WorldSenders].
@NullMarked
package nightshift.simulate.send;

import org.jspecify.annotations.NullMarked;
