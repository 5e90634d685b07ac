/// What clients see: the representations of incidents, decisions, series and the rest, each a record that says its
/// fields and nothing of what is inside.
///
/// `view` holds those of one thing, `overview` says how everything is right now, `incident` tells one
/// incident. `access` says who may change something, `contract` completes the document that clients are
/// made from, `rest` serves it all under `/api/v1` and streams events, `probe` tells a platform how the
/// server is. The page at `/` lives in `META-INF/resources` and uses nothing but these addresses. A
/// command is journalled before the reply and applied in the next turn; nothing here touches a stage.
/// Enumerations are lower-case words, times are RFC 3339, a number that does not exist is null.
@NullMarked
package nightshift.api;

import org.jspecify.annotations.NullMarked;
