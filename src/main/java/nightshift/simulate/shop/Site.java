package nightshift.simulate.shop;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Where everything stands: the services and what they share.
final class Site {
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Engine engine = new Engine();
    private final Recorder recorder = new Recorder();
    private final OrderQueue queue = new OrderQueue();
    private final Database database = new Database(engine, 4);
    private final SplittableRandom names;
    private double providerSlowness = 1;

    /// @param names for instance ids
    Site(SplittableRandom names) {
        this.names = names;
    }

    void add(ServiceSpec spec) {
        Service service = new Service(spec, this);
        services.put(spec.name(), service);
        service.open();
    }

    /// @throws IllegalArgumentException when there is none; the message names those there are
    Service service(String name) {
        Service service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("no service '" + name + "'; there are " + services.keySet());
        }
        return service;
    }

    boolean has(String name) {
        return services.containsKey(name);
    }

    Collection<Service> services() {
        return services.values();
    }

    Engine engine() {
        return engine;
    }

    Recorder recorder() {
        return recorder;
    }

    OrderQueue queue() {
        return queue;
    }

    Database database() {
        return database;
    }

    double providerSlowness() {
        return providerSlowness;
    }

    void providerSlowness(double factor) {
        providerSlowness = factor;
    }

    /// Five letters, as Kubernetes gives its pods.
    String suffix() {
        String letters = "bcdfghjklmnpqrstvwxz2456789";
        StringBuilder suffix = new StringBuilder();
        for (int i = 0; i < 5; i++) {
            suffix.append(letters.charAt(names.nextInt(letters.length())));
        }
        return suffix.toString();
    }
}
