package nightshift.journal.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nightshift.fact.telemetry.EntityId;
import nightshift.fact.telemetry.SeriesDirectory;
import nightshift.fact.telemetry.SeriesKey;
import nightshift.fact.telemetry.Signal;
import nightshift.fact.telemetry.Window;
import nightshift.journal.database.Micros;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Which series a number of the file stands for: written once, when the series is seen first, and never
/// given to another. About 300 bytes a series on disk; on the heap 4 bytes for each number that this
/// process has given. The loop's thread writes, any thread reads.
final class SeriesNumbers {
    /// A series says in one of so many windows that it is still there; about three hours of windows of ten seconds.
    private static final int REFRESH = 1_000;

    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /// By the number that this process gave; 0 where it is not known yet.
    private int[] known = new int[1024];

    private final Map<Signal, Integer> signals = new HashMap<>();
    private final Map<String, Signal> meant = new ConcurrentHashMap<>();
    private Remembered remembered = Remembered.NOTHING;
    private int next;
    private int windows;

    /// All series of some services, as long as no number is given to another series.
    private record Remembered(Set<EntityId> services, int next, Set<Integer> numbers) {
        static final Remembered NOTHING = new Remembered(Set.of(), 0, Set.of());

        boolean of(Set<EntityId> services, int next) {
            return this.next == next && this.services.equals(services);
        }
    }

    /// @param handle of the file as it is opened
    SeriesNumbers(Handle handle) {
        next = handle.createQuery("select coalesce(max(id), 0) + 1 from series")
                .mapTo(int.class)
                .one();
    }

    /// The file's numbers of a window's rows, in the order of the rows.
    int[] of(Handle handle, Window window, SeriesDirectory directory) {
        int turn = windows++ % REFRESH;
        int[] numbers = new int[window.rows()];
        for (int row = 0; row < numbers.length; row++) {
            int here = window.series(row);
            if (here >= known.length) {
                known = Arrays.copyOf(known, Math.max(here + 1, known.length * 2));
            }
            if (known[here] == 0 || here % REFRESH == turn) {
                known[here] = seen(handle, directory.key(here), Micros.of(window.end()));
            }
            numbers[row] = known[here];
        }
        return numbers;
    }

    /// What was written last may not be there: all is looked up again.
    void forget() {
        Arrays.fill(known, 0);
        signals.clear();
        remembered = Remembered.NOTHING;
    }

    private int seen(Handle handle, SeriesKey key, long at) {
        int number = handle.createQuery("""
                        insert into series (id, text, entity, attributes, signal, seen_us)
                        values (:id, :text, :entity, :attributes, :signal, :at)
                        on conflict (text) do update set signal = excluded.signal,
                            seen_us = case when seen_us < excluded.seen_us then excluded.seen_us else seen_us end
                        returning id
                        """)
                .bind("id", next)
                .bind("text", text(key))
                .bind("entity", key.entity().text())
                .bind("attributes", write(key.attributes()))
                .bind("signal", signal(handle, key.signal()))
                .bind("at", at)
                .mapTo(int.class)
                .one();
        next = Math.max(next, number + 1);
        return number;
    }

    private int signal(Handle handle, Signal signal) {
        Integer number = signals.get(signal);
        if (number == null) {
            number = handle.createQuery("""
                            insert into signal (id, body)
                            select coalesce(max(id), 0) + 1, :body from signal where true
                            on conflict (body) do update set body = excluded.body
                            returning id
                            """)
                    .bind("body", write(signal))
                    .mapTo(int.class)
                    .one();
            signals.put(signal, number);
        }
        return number;
    }

    /// Lets go of series that no kept window can have.
    void forgetBefore(Handle handle, long micros) {
        if (windows % REFRESH == 0) {
            handle.createUpdate("delete from series where seen_us < :before")
                    .bind("before", micros)
                    .execute();
        }
    }

    /// What a series is called in the file: a percentile of durations is another series than their
    /// mean, which an older file may have under the same signal, and histories of the two are not to be
    /// mixed.
    private static String text(SeriesKey key) {
        return key.text() + key.signal().meaning().statistic();
    }

    /// The number of a series.
    Optional<Integer> number(Handle handle, SeriesKey key) {
        return handle.createQuery("select id from series where text = :text")
                .bind("text", text(key))
                .mapTo(Integer.class)
                .findOne();
    }

    /// The numbers of all series of some services, which are remembered from now on, however old they get. Windows
    /// near an incident ask one after the other for the same.
    Set<Integer> remembered(Handle handle, Set<EntityId> services) {
        if (!remembered.of(services, next)) {
            remembered = new Remembered(Set.copyOf(services), next, remember(handle, services));
        }
        return remembered.numbers();
    }

    private static Set<Integer> remember(Handle handle, Set<EntityId> services) {
        Set<Integer> numbers = new HashSet<>();
        handle.createQuery("select id, entity from series")
                .map((row, context) -> Map.entry(row.getInt("id"), row.getString("entity")))
                .forEach(row -> {
                    if (services.contains(EntityId.parse(row.getValue()).service())) {
                        numbers.add(row.getKey());
                    }
                });
        PreparedBatch batch = handle.prepareBatch("update series set seen_us = :always where id = :id");
        numbers.forEach(number ->
                batch.bind("always", Long.MAX_VALUE).bind("id", number).add());
        if (!numbers.isEmpty()) {
            batch.execute();
        }
        return numbers;
    }

    /// The series of an entity and a signal, by their text. One that can't be read is left out.
    List<SeriesKey> of(Handle handle, EntityId entity, String signal) {
        return handle.createQuery("""
                        select series.id, entity, attributes, body from series join signal on signal.id = series.signal
                        where entity = :entity order by text
                        """).bind("entity", entity.text()).map((row, context) -> Row.of(row)).stream()
                .flatMap(row -> key(row).stream())
                .filter(key -> key.signal().name().equals(signal))
                .toList();
    }

    /// All series by number. One that can't be read is left out.
    Map<Integer, SeriesKey> all(Handle handle) {
        Map<Integer, SeriesKey> keys = new HashMap<>();
        handle.createQuery("""
                        select series.id, entity, attributes, body from series join signal on signal.id = series.signal
                        """)
                .map((row, context) -> Row.of(row))
                .forEach(row -> key(row).ifPresent(key -> keys.put(row.id(), key)));
        return keys;
    }

    private record Row(int id, String entity, String attributes, String signal) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getInt("id"), row.getString("entity"), row.getString("attributes"), row.getString("body"));
        }
    }

    private Optional<SeriesKey> key(Row row) {
        try {
            Signal signal = meant.get(row.signal());
            if (signal == null) {
                signal = json.readValue(row.signal(), Signal.class);
                meant.put(row.signal(), signal);
            }
            return Optional.of(new SeriesKey(EntityId.parse(row.entity()), signal, attributes(row.attributes())));
        } catch (JsonProcessingException | IllegalArgumentException ofAnotherVersion) {
            return Optional.empty();
        }
    }

    private Map<String, String> attributes(String body) throws JsonProcessingException {
        return body.equals("{}") ? Map.of() : json.readValue(body, ATTRIBUTES);
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON form for " + value.getClass(), e);
        }
    }
}
