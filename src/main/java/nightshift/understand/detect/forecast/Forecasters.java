package nightshift.understand.detect.forecast;

import nightshift.understand.detect.Forecaster;

/// The two forecasters of one Nightshift.
///
/// @param model the trained network; when it can't be had, statistics whose status says why
/// @param fallback statistics: the second opinion, and the one that takes over
public record Forecasters(Forecaster model, Forecaster fallback) {}
