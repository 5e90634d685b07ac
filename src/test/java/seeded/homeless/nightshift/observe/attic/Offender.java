package seeded.homeless.nightshift.observe.attic;

/// Lives where no row is.
public record Offender() {}
