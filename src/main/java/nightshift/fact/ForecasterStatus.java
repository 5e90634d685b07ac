package nightshift.fact;

/// Which forecaster is at work.
///
/// @param name `pytorch` or `statistical`
/// @param version of the model file, or of the method
/// @param degraded true when the fallback stands in for a missing or broken model
/// @param reason one sentence; empty when not degraded
public record ForecasterStatus(String name, String version, boolean degraded, String reason) {}
