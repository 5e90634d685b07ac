package seeded.plugged.nightshift.loop;

import nightshift.observe.otlp.request.OtlpConfig;

/// Not `app`, and yet it uses an adapter.
public record Offender(OtlpConfig used) {}
