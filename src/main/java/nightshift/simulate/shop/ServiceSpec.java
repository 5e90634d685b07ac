package nightshift.simulate.shop;

/// How a service is built and deployed.
///
/// @param name its `service.name`
/// @param replicas how many processes
/// @param cores of each process
/// @param limit requests a process takes at a time; more are turned away
/// @param connections of each process's pool to the database; 0 for none
/// @param consumers of each process that take messages from the queue; 0 for none
record ServiceSpec(String name, int replicas, int cores, int limit, int connections, int consumers) {}
