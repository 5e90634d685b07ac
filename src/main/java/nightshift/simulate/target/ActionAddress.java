package nightshift.simulate.target;

import java.net.URI;

/// Where a world obeys actions, as `docs/http-actions.md` says.
///
/// @param uri `http://127.0.0.1:PORT/actions`, for every service and type
/// @param secret with which requests are signed
public record ActionAddress(URI uri, String secret) {
    @Override
    public String toString() {
        return uri.toString();
    }
}
