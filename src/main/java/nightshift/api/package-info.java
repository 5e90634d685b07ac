/// REST, server-sent events and the page, over the loop's views. A command is journalled before the reply and applied
/// in
/// the next turn; nothing here touches a stage.
@NullMarked
package nightshift.api;

import org.jspecify.annotations.NullMarked;
