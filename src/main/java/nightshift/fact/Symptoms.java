package nightshift.fact;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import nightshift.fact.telemetry.EntityId;

/// An unmodifiable list of symptoms that is asked again and again, once for each anomaly of a turn, whether one is
/// among them. A table with open addressing, by what tells most of them apart and costs no time: names, whose hashes
/// are kept with them.
final class Symptoms extends AbstractList<Symptom> implements RandomAccess {
    /// Places for each symptom, at least: the fewer are taken, the sooner a search ends.
    private static final int ROOM = 4;

    private final List<Symptom> all;
    /// One more than where the symptom is; 0 is free.
    private final int[] places;

    Symptoms(List<Symptom> symptoms) {
        all = List.copyOf(symptoms);
        places = new int[Math.max(1, Integer.highestOneBit(all.size()) * 2 * ROOM)];
        for (int i = 0; i < all.size(); i++) {
            Symptom symptom = all.get(i);
            int place = place(symptom.entity(), symptom.signal());
            while (places[place] != 0) {
                place = next(place);
            }
            places[place] = i + 1;
        }
    }

    /// Whether one of them is the anomaly, as it was or as it is.
    boolean show(Anomaly anomaly) {
        int place = place(anomaly.entity(), anomaly.signal());
        while (places[place] != 0) {
            if (same(all.get(places[place] - 1), anomaly)) {
                return true;
            }
            place = next(place);
        }
        return false;
    }

    private static boolean same(Symptom symptom, Anomaly anomaly) {
        return symptom.direction() == anomaly.direction()
                && symptom.signal().equals(anomaly.signal())
                && symptom.entity().equals(anomaly.entity());
    }

    private int place(EntityId entity, String signal) {
        int hash = (entity.name().hashCode() * 31 + entity.part().hashCode()) * 31 + signal.hashCode();
        return (hash ^ hash >>> 16) & places.length - 1;
    }

    private int next(int place) {
        return place + 1 & places.length - 1;
    }

    @Override
    public Symptom get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
