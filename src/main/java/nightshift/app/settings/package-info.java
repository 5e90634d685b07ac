/// What can be set: [nightshift.app.settings.Configuration] maps the keys, the records that sit with their part have
/// the defaults, and all that is wrong is named at once, each as it was written and where.
@NullMarked
package nightshift.app.settings;

import org.jspecify.annotations.NullMarked;
