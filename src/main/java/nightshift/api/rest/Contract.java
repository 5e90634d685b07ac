package nightshift.api.rest;

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
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;

/// What is so of every answer, added to the document when the product is built: which fields are always
/// there, which may be null, which words a text may be, how requests fail, and what a change needs.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Contract implements OASFilter {
    private static final String TOKEN = "token";
    private static final String PAGE = "PageView";
    private static final DotName SCHEMA =
            DotName.createSimple(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    private static final DotName WORDS = DotName.createSimple(Words.class);
    private static final DotName NULLABLE = DotName.createSimple("org.jspecify.annotations.Nullable");
    private static final DotName INCLUDE = DotName.createSimple("com.fasterxml.jackson.annotation.JsonInclude");

    private final IndexView index;

    /// @param index of the product's classes
    public Contract(IndexView index) {
        this.index = index;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, SecurityScheme> schemes = document.getComponents().getSecuritySchemes();
        if (schemes != null && schemes.containsKey(TOKEN)) {
            return; // the build asks more than once
        }
        document.addServer(OASFactory.createServer().url("/").description("this server"));
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
            if (named.target().kind() == org.jboss.jandex.AnnotationTarget.Kind.CLASS && named.value("name") != null) {
                Schema schema = schemas.get(named.value("name").asString());
                if (schema != null && schema.getProperties() != null) {
                    describe(schema, named.target().asClass());
                }
            }
        }
        schemas.forEach((name, schema) -> {
            if (name.startsWith(PAGE)) {
                schema.addRequired("items");
                schema.addRequired("next");
                nullable(schema, "next");
            }
        });
        document.getPaths().getPathItems().forEach(this::operations);
    }

    /// What is answered has all its fields, but for what is left out where it is null; what is sent may
    /// leave it out too.
    private void describe(Schema schema, ClassInfo record) {
        boolean absent = record.declaredAnnotation(INCLUDE) != null
                || record.name().packagePrefix().equals(Contract.class.getPackageName());
        for (RecordComponentInfo component : record.recordComponents()) {
            Schema property = schema.getProperties().get(component.name());
            if (property == null) {
                continue;
            }
            boolean mayBeNull = component.type().hasAnnotation(NULLABLE);
            boolean leftOut = mayBeNull && (absent || component.declaredAnnotation(INCLUDE) != null);
            if (!leftOut) {
                schema.addRequired(component.name());
            }
            AnnotationValue words = value(component, record);
            if (words != null) {
                property.setEnumeration(new ArrayList<>(words(words.asClass().name())));
            }
            if (mayBeNull && !leftOut) {
                nullable(schema, component.name());
            }
        }
    }

    private static AnnotationValue value(RecordComponentInfo component, ClassInfo record) {
        AnnotationInstance words = component.declaredAnnotation(WORDS);
        FieldInfo field = record.field(component.name());
        AnnotationInstance of = words == null && field != null ? field.declaredAnnotation(WORDS) : words;
        return of == null ? null : of.value();
    }

    private List<String> words(DotName enumeration) {
        return index.getClassByName(enumeration).fields().stream()
                .filter(FieldInfo::isEnumConstant)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /// It is there, and may be null.
    private static void nullable(Schema schema, String name) {
        Schema property = schema.getProperties().get(name);
        if (property.getRef() == null && property.getEnumeration() == null) {
            property.addType(Schema.SchemaType.NULL);
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
            if (path.contains("{id}")) {
                fails(operation, "404", "there is none with this id");
            }
            if (method == PathItem.HttpMethod.GET) {
                operation.setSecurity(List.of());
            } else {
                operation.addSecurityRequirement(
                        OASFactory.createSecurityRequirement().addScheme(TOKEN));
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
