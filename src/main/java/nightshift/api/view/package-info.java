/// What people are shown of one thing: a fact, an entry of the journal or a rule as a record that becomes JSON, and
/// how its names, words, figures and bands are written everywhere.
@NullMarked
package nightshift.api.view;

import org.jspecify.annotations.NullMarked;
