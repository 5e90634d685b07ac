/// Worlds from a seed: services in layers, what they share, what befalls them, and what their users feel.
///
/// A world is computed second by second for every service, operation and pod: arrivals, utilisation,
/// queueing and errors are drawn from distributions; a request is followed one by one only where a trace is
/// sampled. What is measured is physical: counts, seconds, bytes, cores. Nothing here knows what a signal
/// is called or who reads it.
///
/// Reading order: `WorldPlan` (what is wanted), `Layout` (what there is), `WorldDesign` (what will befall
/// it), `World` (one run of it), `Pod` (what can be read), `Users` (the truth), `Operator` (who obeys
/// actions). Every draw comes from a stream of its own, keyed by seed, subject, purpose and second, so that
/// a twin differs by its fault or action alone.
///
/// A world belongs to one thread.
@NullMarked
package nightshift.simulate.world;

import org.jspecify.annotations.NullMarked;
