package nightshift.simulate.shop;

import java.time.Instant;

/// How a world begins.
///
/// @param seed the same seed is the same world
/// @param start its first moment
/// @param load times the usual number of users
public record WorldSettings(long seed, Instant start, double load) {}
