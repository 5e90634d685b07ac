/// One name for each signal: which one a metric is, and what it means.
///
/// The dictionary is a data file that maps what senders call a signal to the one name used from here on, with its unit,
/// its role, and how the attributes of its points are to be read; unknown metrics keep their own name and are counted.
@NullMarked
package nightshift.observe.naming;

import org.jspecify.annotations.NullMarked;
