package nightshift.observe.naming;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the attributes of a metric's points are to be read: what they are called here, whom they name, which points
/// count. Immutable.
///
/// @param attributes as sent: as they are called here
/// @param with attributes that the name implies
/// @param subject attributes that name somebody else than the resource: as sent, and what they are of a resource
/// @param only values of which some attributes must have one; other points say the same in another way
/// @param except values that make a point not count; an empty one for an attribute that is absent
/// @param tally what it tells of who runs where; null if nothing
public record PointForm(
        Map<String, String> attributes,
        Map<String, String> with,
        Map<String, String> subject,
        Map<String, Set<String>> only,
        Map<String, Set<String>> except,
        @Nullable Tally tally) {
    /// Prometheus puts this before a label of a target that the scraper's own labels hide.
    private static final String HIDDEN = "exported_";

    /// Of points of their resource, all of which count.
    static final PointForm PLAIN = new PointForm(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), null);

    public PointForm {
        attributes = Map.copyOf(attributes);
        with = Map.copyOf(with);
        subject = Map.copyOf(subject);
        only = Map.copyOf(only);
        except = Map.copyOf(except);
    }

    /// Whether a point with these attributes counts.
    public boolean counts(Map<String, String> sent) {
        return only.entrySet().stream().allMatch(each -> each.getValue().contains(sent.getOrDefault(each.getKey(), "")))
                && except.entrySet().stream()
                        .noneMatch(each -> each.getValue().contains(sent.getOrDefault(each.getKey(), "")));
    }

    /// Attributes of whom a point is about, as a resource has them; empty if it is its own resource.
    public Map<String, String> subjectOf(Map<String, String> sent) {
        Map<String, String> named = new HashMap<>();
        subject.forEach((label, attribute) -> {
            String value = sent.getOrDefault(HIDDEN + label, sent.getOrDefault(label, ""));
            if (!value.isEmpty()) {
                named.put(attribute, value);
            }
        });
        return named;
    }

    /// The attributes under the names they have here, each value cut to `length` characters.
    public Map<String, String> renamed(Map<String, String> sent, int length) {
        Map<String, String> here = new HashMap<>();
        sent.forEach((key, value) -> here.put(
                attributes.getOrDefault(key, key), value.length() > length ? value.substring(0, length) : value));
        here.putAll(with);
        return here;
    }

    /// The same with the names of attributes that hold for every metric.
    PointForm over(Map<String, String> allAttributes) {
        if (attributes.isEmpty()) {
            return new PointForm(allAttributes, with, subject, only, except, tally);
        }
        Map<String, String> all = new HashMap<>(allAttributes);
        all.putAll(attributes);
        return new PointForm(all, with, subject, only, except, tally);
    }

    /// The same, about whom metrics of that name are unless it says so itself.
    PointForm about(Map<String, String> itsSubject) {
        return subject.isEmpty() && !itsSubject.isEmpty()
                ? new PointForm(attributes, with, itsSubject, only, except, tally)
                : this;
    }
}
