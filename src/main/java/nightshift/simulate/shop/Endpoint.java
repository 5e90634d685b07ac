package nightshift.simulate.shop;

import java.util.List;

/// Something that can be asked of a service.
///
/// @param service whose
/// @param method HTTP method; `process` for messages
/// @param route HTTP route, or the queue's name
/// @param patience milliseconds after which a caller gives up
/// @param stages what is done, in order
record Endpoint(String service, String method, String route, int patience, List<Stage> stages) {
    Endpoint {
        stages = List.copyOf(stages);
    }

    boolean message() {
        return method.equals("process");
    }
}
