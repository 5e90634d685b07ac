/// One name for each thing: which signal a metric is, and which entity a resource is.
///
/// The dictionary is a data file that maps what senders call a signal to the one name used from here on;
/// unknown metrics keep their own. A [nightshift.observe.naming.Source] is a resource with its entities
/// worked out once.
@NullMarked
package nightshift.observe.naming;

import org.jspecify.annotations.NullMarked;
