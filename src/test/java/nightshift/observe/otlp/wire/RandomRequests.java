package nightshift.observe.otlp.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Requests of every shape that the protocol allows, and bytes of every order that protobuf allows.
public final class RandomRequests {
    private static final String[] KEYS = {
        "service.name",
        "http.route",
        "server.address",
        "error.type",
        "http.response.status_code",
        "event.name",
        "ключ",
        ""
    };

    private final Random random;

    public RandomRequests(long seed) {
        this.random = new Random(seed);
    }

    public ExportMetricsServiceRequest metrics() {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var resource = request.addResourceMetricsBuilder();
            if (random.nextInt(5) > 0) {
                resource.setResource(Resource.newBuilder().addAllAttributes(attributes()));
            }
            for (int j = random.nextInt(3); j > 0; j--) {
                var scope = resource.addScopeMetricsBuilder();
                if (random.nextBoolean()) {
                    scope.getScopeBuilder().setName(text()).setVersion(text());
                }
                for (int k = random.nextInt(4); k > 0; k--) {
                    scope.addMetrics(metric());
                }
            }
        }
        return request.build();
    }

    public ExportTraceServiceRequest traces() {
        ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var resource = request.addResourceSpansBuilder();
            resource.getResourceBuilder().addAllAttributes(attributes());
            for (int j = random.nextInt(5); j > 0; j--) {
                Span.Builder span = resource.addScopeSpansBuilder()
                        .addSpansBuilder()
                        .setTraceId(bytes(16))
                        .setSpanId(bytes(8))
                        .setName(text())
                        .setKindValue(random.nextInt(8))
                        .setStartTimeUnixNano(random.nextLong())
                        .setEndTimeUnixNano(random.nextLong())
                        .setTraceState(text())
                        .setFlags(random.nextInt())
                        .addAllAttributes(attributes());
                if (random.nextBoolean()) {
                    span.setParentSpanId(bytes(8)).addEventsBuilder().setName(text());
                }
                if (random.nextBoolean()) {
                    span.setStatus(
                            Status.newBuilder().setCodeValue(random.nextInt(3)).setMessage(text()));
                }
            }
        }
        return request.build();
    }

    public ExportLogsServiceRequest logs() {
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var resource = request.addResourceLogsBuilder();
            resource.getResourceBuilder().addAllAttributes(attributes());
            for (int j = random.nextInt(5); j > 0; j--) {
                LogRecord.Builder log = resource.addScopeLogsBuilder()
                        .addLogRecordsBuilder()
                        .setTimeUnixNano(random.nextBoolean() ? 0 : random.nextLong())
                        .setObservedTimeUnixNano(random.nextLong())
                        .setSeverityNumberValue(random.nextInt(26))
                        .setBody(value(0))
                        .addAllAttributes(attributes());
                if (random.nextBoolean()) {
                    log.setEventName("nightshift.change");
                }
            }
        }
        return request.build();
    }

    /// The message's bytes with its fields in any order and unknown fields among them.
    public byte[] anyOrder(Message message) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            List<FieldDescriptor> fields =
                    new ArrayList<>(message.getAllFields().keySet());
            Collections.shuffle(fields, random);
            for (FieldDescriptor field : fields) {
                write(message, field, out);
                if (random.nextInt(4) == 0) {
                    unknown(out);
                }
            }
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A few bytes of it changed, lost or added.
    public byte[] damaged(byte[] good) {
        byte[] bad = good.clone();
        for (int i = 1 + random.nextInt(4); i > 0 && bad.length > 0; i--) {
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        return random.nextBoolean() ? bad : java.util.Arrays.copyOf(bad, random.nextInt(bad.length + 3));
    }

    public byte[] garbage() {
        byte[] garbage = new byte[random.nextInt(200)];
        random.nextBytes(garbage);
        return garbage;
    }

    private void write(Message message, FieldDescriptor field, CodedOutputStream out) throws IOException {
        boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
        if (nested && field.isRepeated()) {
            for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
                out.writeByteArray(field.getNumber(), anyOrder((Message) message.getRepeatedField(field, i)));
            }
        } else if (nested) {
            out.writeByteArray(field.getNumber(), anyOrder((Message) message.getField(field)));
        } else {
            DynamicMessage.newBuilder(message.getDescriptorForType())
                    .setField(field, message.getField(field))
                    .build()
                    .writeTo(out);
        }
    }

    private void unknown(CodedOutputStream out) throws IOException {
        int field = 1000 + random.nextInt(5);
        switch (random.nextInt(5)) {
            case 0 -> out.writeUInt64(field, random.nextLong());
            case 1 -> out.writeFixed64(field, random.nextLong());
            case 2 -> out.writeFixed32(field, random.nextInt());
            case 3 -> out.writeString(field, text());
            default -> {
                out.writeTag(field, WireReader.GROUP);
                out.writeString(1, text());
                out.writeTag(field, WireReader.END_GROUP);
            }
        }
    }

    private Metric metric() {
        Metric.Builder metric =
                Metric.newBuilder().setName(text()).setDescription(text()).setUnit(random.nextBoolean() ? "ms" : "");
        int points = random.nextInt(4);
        switch (random.nextInt(6)) {
            case 0 -> {
                for (int i = 0; i < points; i++) {
                    metric.getGaugeBuilder().addDataPoints(number());
                }
            }
            case 1 -> {
                Sum.Builder sum = metric.getSumBuilder()
                        .setIsMonotonic(random.nextBoolean())
                        .setAggregationTemporalityValue(random.nextInt(3));
                for (int i = 0; i < points; i++) {
                    sum.addDataPoints(number());
                }
            }
            case 2 -> {
                metric.getHistogramBuilder().setAggregationTemporalityValue(random.nextInt(3));
                for (int i = 0; i < points; i++) {
                    metric.getHistogramBuilder().addDataPoints(histogram());
                }
            }
            case 3 -> {
                metric.getExponentialHistogramBuilder().setAggregationTemporalityValue(random.nextInt(3));
                for (int i = 0; i < points; i++) {
                    metric.getExponentialHistogramBuilder().addDataPoints(exponential());
                }
            }
            case 4 -> {
                for (int i = 0; i < points; i++) {
                    metric.getSummaryBuilder().addDataPoints(summary());
                }
            }
            default -> {}
        }
        return metric.build();
    }

    private NumberDataPoint.Builder number() {
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(random.nextLong())
                .setTimeUnixNano(random.nextLong())
                .addAllAttributes(attributes())
                .setFlags(random.nextInt(4) == 0 ? 1 : 0);
        return random.nextBoolean() ? point.setAsDouble(random.nextGaussian()) : point.setAsInt(random.nextInt());
    }

    private HistogramDataPoint.Builder histogram() {
        HistogramDataPoint.Builder point = HistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(random.nextLong())
                .setTimeUnixNano(random.nextLong())
                .setCount(random.nextInt(1000))
                .addBucketCounts(random.nextInt(1000))
                .addBucketCounts(random.nextInt(1000))
                .addExplicitBounds(random.nextDouble())
                .setMin(0)
                .setMax(random.nextDouble())
                .addAllAttributes(attributes());
        return random.nextBoolean() ? point.setSum(random.nextDouble()) : point;
    }

    private ExponentialHistogramDataPoint.Builder exponential() {
        ExponentialHistogramDataPoint.Builder point = ExponentialHistogramDataPoint.newBuilder()
                .setStartTimeUnixNano(random.nextLong())
                .setTimeUnixNano(random.nextLong())
                .setCount(random.nextInt(1000))
                .setSum(random.nextDouble())
                .setScale(random.nextInt(20) - 10)
                .addAllAttributes(attributes());
        point.getPositiveBuilder().setOffset(-3).addBucketCounts(random.nextInt(9));
        return point;
    }

    private SummaryDataPoint.Builder summary() {
        SummaryDataPoint.Builder point = SummaryDataPoint.newBuilder()
                .setStartTimeUnixNano(random.nextLong())
                .setTimeUnixNano(random.nextLong())
                .setCount(random.nextInt(1000))
                .setSum(random.nextDouble())
                .addAllAttributes(attributes());
        point.addQuantileValuesBuilder().setQuantile(0.5).setValue(random.nextDouble());
        return point;
    }

    private List<KeyValue> attributes() {
        List<String> keys = new ArrayList<>(List.of(KEYS));
        Collections.shuffle(keys, random);
        return keys.subList(0, random.nextInt(keys.size())).stream()
                .map(key -> KeyValue.newBuilder().setKey(key).setValue(value(0)).build())
                .toList();
    }

    private AnyValue value(int depth) {
        AnyValue.Builder value = AnyValue.newBuilder();
        return switch (random.nextInt(depth < 2 ? 6 : 4)) {
            case 0 -> value.setStringValue(text()).build();
            case 1 -> value.setIntValue(random.nextLong()).build();
            case 2 -> value.setBoolValue(random.nextBoolean()).build();
            case 3 -> value.setDoubleValue(random.nextDouble()).build();
            case 4 ->
                value.setArrayValue(ArrayValue.newBuilder()
                                .addValues(value(depth + 1))
                                .addValues(value(depth + 1)))
                        .build();
            default -> value.build();
        };
    }

    private String text() {
        String[] texts = {"", "500", "GET /cart", "nightshift.change", "größer", "x".repeat(200), "a.b.c"};
        return texts[random.nextInt(texts.length)];
    }

    private ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
