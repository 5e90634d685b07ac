package seeded.library.nightshift.decide.rulefile;

import org.assertj.core.api.AbstractAssert;
import org.kie.api.KieServices;

/// Sees a library that is confined elsewhere, and one that nobody wrote down.
public record Offender(KieServices confined, AbstractAssert<?, ?> unknown) {}
