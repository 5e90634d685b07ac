/// The resources under `/api/v1`: queries answer from the journal and the loop's views, orders are handed to the loop's
/// inbox, and everything that goes wrong is a problem document that says which field and what was expected.
@NullMarked
package nightshift.api.rest;

import org.jspecify.annotations.NullMarked;
