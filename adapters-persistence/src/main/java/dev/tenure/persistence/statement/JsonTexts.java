package dev.tenure.persistence.statement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Texts by name as a JSON object: what is kept of settings whose names a connector or a source chooses. */
public final class JsonTexts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonTexts() {}

    /** Writes the object, its names sorted. */
    public static String write(Map<String, String> texts) {
        ObjectNode object = JSON.createObjectNode();
        new TreeMap<>(texts).forEach((name, text) -> object.put(Sql.storable(name), Sql.storable(text)));
        return object.toString();
    }

    /** Reads the object. */
    public static SortedMap<String, String> read(String json) {
        try {
            SortedMap<String, String> texts = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
                texts.put(field.getKey(), field.getValue().textValue());
            }
            return texts;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column does not hold the JSON that was written to it", e);
        }
    }
}
