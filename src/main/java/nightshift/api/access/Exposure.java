package nightshift.api.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Where the server listens, and whether that needs a token.
///
/// @param address as configured in `quarkus.http.host`
/// @param tokens those of `nightshift.token`
public record Exposure(String address, Tokens tokens) {
    /// Whether only this machine can reach the address. A name that does not resolve counts as reachable.
    public boolean loopback() {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException unresolved) {
            return false;
        }
    }

    /// Why the server must not start like this, in one sentence; empty when it may.
    public Optional<String> refusal() {
        if (loopback() || !tokens.empty()) {
            return Optional.empty();
        }
        return Optional.of("the server would listen on " + address
                + ", which others can reach, and nightshift.token is not set: anybody could approve actions."
                + " Set nightshift.token (environment: NIGHTSHIFT_TOKEN) to a secret of at least 16 characters,"
                + " or listen on 127.0.0.1");
    }
}
