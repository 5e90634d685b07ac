package seeded.adapter.nightshift.act.http;

import nightshift.understand.detect.forecast.ModelFolder;

/// An adapter uses another one.
public record Offender(ModelFolder used) {}
