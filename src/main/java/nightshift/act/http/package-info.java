/// Actions on whatever speaks `docs/http-actions.md`: signed, idempotent by decision id, polled, never assumed.
@NullMarked
package nightshift.act.http;

import org.jspecify.annotations.NullMarked;
