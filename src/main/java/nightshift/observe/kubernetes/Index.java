package nightshift.observe.kubernetes;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Objects of one kind, by key and by whom they belong to. For one thread.
final class Index<T extends Kept> {
    private final Map<String, T> byKey = new HashMap<>();
    private final Map<String, Map<String, T>> byOwner = new HashMap<>();
    private final Function<T, String> owner;

    /// @param owner whom one belongs to; empty if nobody
    Index(Function<T, String> owner) {
        this.owner = owner;
    }

    /// @return what there was before; null if nothing
    @Nullable
    T put(T object) {
        T before = remove(object.key());
        byKey.put(object.key(), object);
        if (!owner.apply(object).isEmpty()) {
            byOwner.computeIfAbsent(owner.apply(object), it -> new HashMap<>()).put(object.key(), object);
        }
        return before;
    }

    /// @return what there was; null if nothing
    @Nullable
    T remove(String key) {
        T before = byKey.remove(key);
        if (before != null) {
            byOwner.computeIfPresent(owner.apply(before), (it, own) -> {
                own.remove(key);
                return own.isEmpty() ? null : own;
            });
        }
        return before;
    }

    @Nullable
    T get(String key) {
        return byKey.get(key);
    }

    Collection<T> all() {
        return byKey.values();
    }

    Collection<T> of(String anOwner) {
        return byOwner.getOrDefault(anOwner, Map.of()).values();
    }
}
