/// What people and machines did to the system: deployments, configurations, scalings, told once each.
///
/// They come as log records by convention or over REST, or are seen: another version of a workload begins to run, or
/// another number of replicas is wanted. All other log records become counts by severity.
@NullMarked
package nightshift.observe.changes;

import org.jspecify.annotations.NullMarked;
