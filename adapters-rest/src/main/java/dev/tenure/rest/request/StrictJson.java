package dev.tenure.rest.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Bodies are read without guessing: a name that is not known, that stands twice, or a value of another type is an error and
 * never dropped or converted, and no body makes the server do more than a body of its size may.
 */
@Singleton
public final class StrictJson implements ObjectMapperCustomizer {

    /** How deep a body may be nested. */
    public static final int DEEPEST = 50;

    /** How many digits a number may have. */
    public static final int LONGEST_NUMBER = 100;

    /** How many characters a text may have. */
    public static final int LONGEST_TEXT = 100_000;

    /** How many characters a name may have. */
    public static final int LONGEST_NAME = 256;

    /** Last of all: no other customizer loosens what this one tightens. */
    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(LONGEST_TEXT)
                        .maxNameLength(LONGEST_NAME)
                        .build());
        readUtf8Alone(mapper);
        mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        for (LogicalType type : List.of(LogicalType.Textual, LogicalType.Integer, LogicalType.Boolean)) {
            for (CoercionInputShape shape : CoercionInputShape.values()) {
                if (!isOwn(type, shape)) {
                    mapper.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
                }
            }
        }
        mapper.registerModule(WholeTexts.module());
        mapper.setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT);
        mapper.disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
    }

    /** JSON between systems is UTF-8 (RFC 8259 section 8.1); guessing from zero bytes would take UTF-16 as well. */
    @SuppressWarnings("deprecation") // Its successor is for whoever builds the factory, and that is the framework.
    private static void readUtf8Alone(ObjectMapper mapper) {
        mapper.getFactory().disable(JsonFactory.Feature.CHARSET_DETECTION);
    }

    private static boolean isOwn(LogicalType type, CoercionInputShape shape) {
        return (type == LogicalType.Textual
                        && (shape == CoercionInputShape.String || shape == CoercionInputShape.EmptyString))
                || (type == LogicalType.Integer && shape == CoercionInputShape.Integer)
                || (type == LogicalType.Boolean && shape == CoercionInputShape.Boolean);
    }
}
