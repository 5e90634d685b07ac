package nightshift.api.contract;

import static java.util.Objects.requireNonNull;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nightshift.api.view.Problem;
import nightshift.api.view.Words;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/// What is so of every answer, added to the document when the product is built: which fields are always
/// there, which may be null, which words a text may be, how requests fail, and what a change needs.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Contract implements OASFilter {
    private static final String TOKEN = "token";
    private static final String PAGE = "PageView";
    /// Where what is sent is.
    private static final String ORDERS = "nightshift.api.rest";

    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName WORDS = DotName.createSimple(Words.class);
    private static final DotName QUERY = DotName.createSimple("jakarta.ws.rs.QueryParam");
    private static final DotName OPERATION =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName INCLUDE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");

    private final IndexView index;

    /// @param index of the product's classes
    public Contract(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.setServers(List.of(OASFactory.createServer().url("/").description("this server")));
        document.getComponents()
                .addSecurityScheme(
                        TOKEN,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "A secret of nightshift.token. Every change needs one where any are configured; reading"
                                                + " needs none."));
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        for (AnnotationInstance named : index.getAnnotations(SCHEMA)) {
            if (named.target().kind() == AnnotationTarget.Kind.CLASS && named.value("name") != null) {
                Schema schema = schemas.get(named.value("name").asString());
                if (schema != null && schema.getProperties() != null) {
                    describe(schema, named.target().asClass());
                }
            }
        }
        schemas.forEach((name, schema) -> {
            if (name.startsWith(PAGE)) {
                require(schema, "items");
                require(schema, "next");
                nullable(schema, "next");
            }
        });
        document.getPaths().getPathItems().forEach(this::operations);
        for (AnnotationInstance words : index.getAnnotations(WORDS)) {
            if (words.target().kind() == AnnotationTarget.Kind.METHOD_PARAMETER) {
                AnnotationInstance query = words.target().asMethodParameter().annotation(QUERY);
                if (query != null) { // a record's constructor has the words of its components
                    asked(document, words.target().asMethodParameter(), query, words);
                }
            }
        }
    }

    /// What may be asked for in a query, of the operation that its method is.
    private void asked(
            OpenAPI document, MethodParameterInfo parameter, AnnotationInstance query, AnnotationInstance words) {
        String operation = requireNonNull(parameter.method().annotation(OPERATION), "an operation")
                .value("operationId")
                .asString();
        document.getPaths().getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .filter(known -> operation.equals(known.getOperationId()))
                .flatMap(known -> known.getParameters().stream())
                .filter(known -> query.value().asString().equals(known.getName()))
                .forEach(known -> known.getSchema()
                        .setEnumeration(
                                new ArrayList<>(words(words.value().asClass().name()))));
    }

    /// What is answered has all its fields, but for what is left out where it is null; what is sent may
    /// leave it out too.
    private void describe(Schema schema, ClassInfo record) {
        boolean absent = record.declaredAnnotation(INCLUDE) != null
                || record.name().packagePrefix().equals(ORDERS);
        for (RecordComponentInfo component : record.recordComponents()) {
            Schema property = schema.getProperties().get(component.name());
            if (property == null) {
                continue;
            }
            boolean mayBeNull = component.type().hasAnnotation(NULLABLE);
            boolean leftOut = absent && mayBeNull || annotation(component, record, INCLUDE) != null;
            if (!leftOut) {
                require(schema, component.name());
            }
            AnnotationInstance words = annotation(component, record, WORDS);
            if (words != null && property.getAnyOf() == null) {
                Schema worded = property.getItems() == null ? property : property.getItems();
                worded.setEnumeration(
                        new ArrayList<>(words(words.value().asClass().name())));
            }
            if (mayBeNull && !leftOut) {
                nullable(schema, component.name());
            }
        }
    }

    /// Of a component, or of its field: some annotations go on fields only.
    private static @Nullable AnnotationInstance annotation(
            RecordComponentInfo component, ClassInfo record, DotName name) {
        AnnotationInstance own = component.declaredAnnotation(name);
        FieldInfo field = record.field(component.name());
        return own == null && field != null ? field.declaredAnnotation(name) : own;
    }

    private List<String> words(DotName enumeration) {
        return index.getClassByName(enumeration).fields().stream()
                .filter(FieldInfo::isEnumConstant)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static void require(Schema schema, String name) {
        if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
            schema.addRequired(name);
        }
    }

    /// It is there, and may be null.
    private static void nullable(Schema schema, String name) {
        Schema property = requireNonNull(schema.getProperties().get(name), name);
        if (property.getAnyOf() != null) {
            return;
        }
        if (property.getRef() == null && property.getEnumeration() == null) {
            if (property.getType() != null && !property.getType().contains(Schema.SchemaType.NULL)) {
                property.addType(Schema.SchemaType.NULL);
            }
            return;
        }
        Schema known = property.getRef() == null
                ? OASFactory.createSchema().addType(Schema.SchemaType.STRING).enumeration(property.getEnumeration())
                : OASFactory.createSchema().ref(property.getRef());
        schema.addProperty(
                name,
                OASFactory.createSchema()
                        .addAnyOf(known)
                        .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL))
                        .description(property.getDescription()));
    }

    private void operations(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            fails(operation, "400", "something in it, or its Host, can't be used: what was expected");
            fails(operation, "403", "its Host is another server's, or a page of another site made it");
            if (operation.getRequestBody() != null) {
                fails(operation, "413", "the body is too large");
                fails(operation, "415", "the body is not said to be JSON");
            }
            for (String known : List.of("409", "503")) {
                APIResponse said = operation.getResponses().getAPIResponse(known);
                if (said != null && said.getContent() == null) {
                    fails(operation, known, said.getDescription());
                }
            }
            if (path.contains("{id}")) {
                fails(operation, "404", "there is none with this id");
            }
            if (method == PathItem.HttpMethod.GET) {
                operation.setSecurity(List.of());
            } else {
                operation.setSecurity(
                        List.of(OASFactory.createSecurityRequirement().addScheme(TOKEN)));
                fails(operation, "401", "it needs a token");
                fails(operation, "503", "it can't be written to the journal now: nothing was changed");
            }
        });
    }

    private static void fails(Operation operation, String status, String description) {
        APIResponse known = operation.getResponses().getAPIResponse(status);
        APIResponse failure = OASFactory.createAPIResponse()
                .description(
                        known == null
                                        || known.getDescription() == null
                                        || known.getDescription().equals("Bad Request")
                                ? description
                                : known.getDescription())
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("Problem"))));
        operation.getResponses().addAPIResponse(status, failure);
    }
}
