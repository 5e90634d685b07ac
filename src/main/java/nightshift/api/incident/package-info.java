/// One incident as people are shown it: its symptoms and causes, its story in the order in which it happened, and
/// who calls whom around it. The same graph, made of all calls, is the map of the services.
@NullMarked
package nightshift.api.incident;

import org.jspecify.annotations.NullMarked;
