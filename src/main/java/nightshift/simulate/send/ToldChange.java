package nightshift.simulate.send;

import nightshift.simulate.world.layout.ServiceId;

/// A rollout of which whoever did it told others, as a deployment pipeline's webhook would.
///
/// @param second when it began
/// @param from version before
/// @param to version after
public record ToldChange(ServiceId service, int second, String from, String to) {}
