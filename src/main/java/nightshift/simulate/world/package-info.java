/// Worlds from a seed: services in layers, what they share, what befalls them, and what their users feel.
///
/// A world is computed second by second for every service, operation and pod: arrivals, utilisation,
/// queueing and errors are drawn from distributions; a request is followed one by one only where a trace is
/// sampled. What is measured is physical: counts, seconds, bytes, cores. Nothing here knows what a signal is
/// called or who reads it.
///
/// Reading order: `layout` (what there is), `design` (what is wanted and what will befall it), `physics`
/// (what a second does), `run` (one run of a design, and who obeys actions in it), `truth` (what users met).
/// Here, on top of them, designs are drawn: who is befallen, and how hard, is found by short trial runs.
///
/// A world belongs to one thread.
@NullMarked
package nightshift.simulate.world;

import org.jspecify.annotations.NullMarked;
