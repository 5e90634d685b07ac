package nightshift.fact.decision;

import nightshift.fact.telemetry.Band;
import nightshift.fact.telemetry.Direction;
import nightshift.fact.telemetry.EntityId;

/// The signal that set a decision off, with what was usual before: what verification judges by.
///
/// @param entity whose signal
/// @param signal semantic-convention name
/// @param direction which side was wrong
/// @param value when it was decided
/// @param expected from before the incident
public record Trigger(EntityId entity, String signal, Direction direction, double value, Band expected) {}
