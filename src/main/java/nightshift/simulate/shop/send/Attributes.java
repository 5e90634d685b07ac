package nightshift.simulate.shop.send;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import nightshift.simulate.shop.Instance;

/// Attributes and resources under their semantic-convention names.
final class Attributes {
    static final String NAMESPACE = "shop";

    private Attributes() {}

    static KeyValue text(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    static KeyValue number(String key, long value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setIntValue(value))
                .build();
    }

    /// The resource that the SDK inside a process sends.
    static Resource process(Instance instance) {
        return service(instance.serviceName())
                .addAttributes(text("service.instance.id", instance.id()))
                .addAttributes(text("service.version", instance.version().name()))
                .addAttributes(text("host.name", instance.id()))
                .addAttributes(text("telemetry.sdk.name", "opentelemetry"))
                .addAttributes(text("telemetry.sdk.language", "java"))
                .build();
    }

    /// The resource under which the cluster tells about a pod.
    static Resource pod(Instance instance) {
        return service(instance.serviceName())
                .addAttributes(text("service.instance.id", instance.id()))
                .addAttributes(text("service.version", instance.version().name()))
                .addAttributes(text("k8s.namespace.name", NAMESPACE))
                .addAttributes(text("k8s.deployment.name", instance.serviceName()))
                .addAttributes(text("k8s.pod.name", instance.id()))
                .build();
    }

    static Resource.Builder service(String name) {
        return Resource.newBuilder()
                .addAttributes(text("service.namespace", NAMESPACE))
                .addAttributes(text("service.name", name));
    }
}
