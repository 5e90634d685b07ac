package nightshift.fact;

/// Where an incident is in its life.
public enum IncidentState {
    OPEN,
    ACTING,
    VERIFYING,
    CLOSED
}
