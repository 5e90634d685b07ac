/// What people and machines did to the system: deployments, configurations, scalings, told once each.
///
/// They come as log records by convention or over REST; all other log records become counts by severity.
@NullMarked
package nightshift.observe.changes;

import org.jspecify.annotations.NullMarked;
