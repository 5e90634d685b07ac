/// A small world that emits telemetry and obeys actions, the scenarios played in it, and the scoreboard.
///
/// `shop` is the one hand-made shop that scenarios and the demo play in, `target` obeys actions, `trial` plays, `judge`
/// judges; `recording` plays real telemetry again that somebody recorded. Faults change causes (service time, leaked
/// connections, capacity, code version, a dead process), never
/// signals;
/// latency follows from utilisation. The world's clock is virtual: it sends real OTLP, awaits the acks, and steps the
/// loop, so that ten minutes take a second.
@NullMarked
package nightshift.simulate;

import org.jspecify.annotations.NullMarked;
