/// What is measured, on what, when: the words that every fact and every stage begins with.
///
/// An [nightshift.fact.telemetry.EntityId] says who is meant, a [nightshift.fact.telemetry.Signal] what is measured of
/// it, a [nightshift.fact.telemetry.SeriesKey] both. Windows are columns by series number, which a
/// [nightshift.fact.telemetry.SeriesDirectory] turns back into keys. Nothing here has an opinion.
@NullMarked
package nightshift.fact.telemetry;

import org.jspecify.annotations.NullMarked;
