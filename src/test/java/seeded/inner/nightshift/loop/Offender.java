package seeded.inner.nightshift.loop;

import nightshift.understand.detect.Detector;

/// The loop looks behind a front.
public record Offender(Detector used) {}
