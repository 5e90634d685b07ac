/// Draws and the mathematics of waiting: what knows numbers and no services.
///
/// Every draw comes from a stream of its own, keyed by seed, purpose, subject and second (`Dice`), so that a
/// twin differs by its fault or action alone. Durations are kept in buckets; who waits is counted by the
/// second in which it came (`Line`), and what the long run would add is a formula (`Waiting`).
@NullMarked
package nightshift.simulate.world.chance;

import org.jspecify.annotations.NullMarked;
