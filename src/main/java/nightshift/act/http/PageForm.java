package nightshift.act.http;

/// In whose form a page or a notice is posted.
public enum PageForm {
    /// As an action of `docs/http-actions.md`, signed.
    NIGHTSHIFT,
    /// An incoming webhook of Slack; its address is the secret.
    SLACK,
    /// An event of PagerDuty's Events API v2; the secret is the integration's routing key.
    PAGERDUTY,
    /// Alerts of Alertmanager's API v2.
    ALERTMANAGER;

    /// Whether something of it can't be sent without a secret.
    public boolean needsSecret() {
        return this == NIGHTSHIFT || this == PAGERDUTY;
    }
}
