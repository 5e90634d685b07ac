package nightshift.simulate.send.sample;

import java.util.EnumMap;
import java.util.Map;
import nightshift.simulate.send.row.Meaning;
import nightshift.simulate.world.layout.Operation;

/// Takes an operation's name apart, as it is written: `GET /orders/{id}`, `shop.Cart/AddItem`, `SELECT orders`.
public final class Names {
    private Names() {}

    public static String method(Operation operation) {
        return before(operation.name(), ' ');
    }

    public static String route(Operation operation) {
        return after(operation.name(), ' ');
    }

    static Map<Meaning, Object> rpc(Operation operation) {
        Map<Meaning, Object> facts = new EnumMap<>(Meaning.class);
        facts.put(Meaning.RPC_SERVICE, before(operation.name(), '/'));
        facts.put(Meaning.RPC_METHOD, after(operation.name(), '/'));
        facts.put(Meaning.RPC_FULL_METHOD, operation.name());
        return facts;
    }

    public static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    public static String after(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(at + 1);
    }
}
