package dev.tenure.rest.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * JSON may write two things that are no characters, and no database keeps either: NUL, and half of a surrogate pair. The
 * first would end in a fault of ours, the second would silently become a question mark. Texts and names that hold one are
 * refused where they are read.
 */
public final class WholeTexts {

    /** What {@link JsonFlaws} knows such a refusal by. */
    static final String REFUSAL = "not a whole text";

    private static final int REPLACEMENT = 0xFFFD;

    private WholeTexts() {}

    static SimpleModule module() {
        return new SimpleModule("whole texts")
                .addDeserializer(String.class, new Text())
                .addKeyDeserializer(String.class, new Name());
    }

    /** The same text with a replacement character for each half of a pair, so that it can be written. */
    public static String mended(String text) {
        return text.codePoints()
                .map(c -> isHalf(c) ? REPLACEMENT : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Whether a text has neither NUL nor a surrogate without its other half. */
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || isHalf(c));
    }

    private static final class Text extends StringDeserializer {

        private static final long serialVersionUID = 1L;

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = super.deserialize(parser, context);
            if (text != null && !isWhole(text)) {
                throw InvalidFormatException.from(parser, REFUSAL, "", String.class);
            }
            return text;
        }
    }

    private static final class Name extends KeyDeserializer {

        @Override
        public Object deserializeKey(String name, DeserializationContext context) throws IOException {
            if (!isWhole(name)) {
                throw InvalidFormatException.from(context.getParser(), REFUSAL, "", String.class);
            }
            return name;
        }
    }
}
