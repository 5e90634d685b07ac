package nightshift.api.access;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/// Who sent a request that changes something.
///
/// @param name of the token, or what the person calls himself on this machine
/// @param isSecure whether it came over TLS
record Caller(String name, boolean isSecure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
        return () -> name;
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public String getAuthenticationScheme() {
        return "Bearer";
    }
}
