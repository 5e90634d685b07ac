package nightshift.fact.decision;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nightshift.fact.Action;
import nightshift.fact.telemetry.EntityId;

/// What a mute is about; all that is not empty must match. `*` stands for anything in each.
///
/// @param service name of the target's service, `cart`, or with its namespace, `shop/cart`
/// @param rule `@id`
/// @param action type
/// @param labels of the target's service: [#LABELS]
public record MuteMatcher(String service, String rule, String action, Map<String, String> labels) {
    /// What a service is told apart by, besides its name.
    public static final Set<String> LABELS = Set.of("cluster", "namespace");

    /// @throws IllegalArgumentException when it matches everything, or a label is not known
    public MuteMatcher {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
        if (service.isEmpty() && rule.isEmpty() && action.isEmpty() && labels.isEmpty()) {
            throw new IllegalArgumentException("a mute needs a service, a rule, an action or a label");
        }
        labels.keySet().stream()
                .filter(name -> !LABELS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "'" + name + "' is no label of a service; they are cluster, namespace");
                });
    }

    /// Whether it is about this action of this rule.
    public boolean matches(String ofRule, Action proposed) {
        EntityId target = proposed.target().service();
        return (service.isEmpty() || named(target))
                && (rule.isEmpty() || like(rule, ofRule))
                && (action.isEmpty() || like(action, proposed.type()))
                && labels.entrySet().stream().allMatch(label -> like(label.getValue(), of(target, label.getKey())));
    }

    private boolean named(EntityId target) {
        return like(service, service.contains("/") ? target.namespace() + "/" + target.name() : target.name());
    }

    private static String of(EntityId target, String label) {
        return label.equals("cluster") ? target.cluster() : target.namespace();
    }

    /// Whether a text is what a pattern with `*` says; in time of their lengths' product at most.
    private static boolean like(String pattern, String text) {
        int at = 0;
        int star = -1;
        int retry = 0;
        int i = 0;
        while (i < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retry = i;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(i)) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++retry;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(left -> left == '*');
    }

    /// `service shop/cart, action pool.recycle`.
    public String describe() {
        StringBuilder text = new StringBuilder();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("service", service);
        all.put("rule", rule);
        all.put("action", action);
        all.putAll(labels);
        all.forEach((name, value) -> {
            if (!value.isEmpty()) {
                text.append(text.isEmpty() ? "" : ", ").append(name).append(' ').append(value);
            }
        });
        return text.toString();
    }
}
