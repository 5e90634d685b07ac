/// How things are right now: the state line, which says what needs a person first, and each service with its
/// state, the worst first. `Summary` and `ServiceBoard` find it out of an assessment, the journal and the health;
/// the rest are the records that say it.
@NullMarked
package nightshift.api.overview;

import org.jspecify.annotations.NullMarked;
