package dev.tenure.rest.scim;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.rest.problem.ScimErrors;
import dev.tenure.rest.request.JsonFlaws;
import dev.tenure.rest.request.WholeTexts;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Bodies of SCIM requests and answers. */
final class ScimMessages {

    /** RFC 7644 section 8.1. */
    static final String MEDIA_TYPE = ScimErrors.MEDIA_TYPE;

    static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    private ScimMessages() {}

    /**
     * Reads a body.
     *
     * @param json the API's reader, which refuses what stands twice, is too deep or too long
     */
    static JsonNode read(ObjectMapper json, InputStream body) throws IOException {
        try {
            JsonNode read = json.readTree(body);
            if (read == null || read.isMissingNode()) {
                throw ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, "the body is missing: send a JSON object")
                        .refused();
            }
            checkNames(read);
            return read;
        } catch (JacksonException e) {
            throw ScimProblem.bad(ScimProblem.Type.INVALID_SYNTAX, ScimErrors.said(JsonFlaws.problem(e)))
                    .refused();
        }
    }

    private static void checkNames(JsonNode node) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!WholeTexts.isWhole(field.getKey())) {
                throw ScimProblem.bad(
                                ScimProblem.Type.INVALID_SYNTAX,
                                "a name holds a NUL character or half of a surrogate pair: remove it")
                        .refused();
            }
        }
        for (JsonNode child : node) {
            checkNames(child);
        }
    }

    /** A field of a message, in whatever case it is written; missing where there is none. */
    static JsonNode field(ObjectNode message, String name) {
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** An error as RFC 7644 section 3.12 has it. */
    static ObjectNode error(ScimProblem problem) {
        return ScimErrors.body(problem.status(), problem.type().map(ScimProblem.Type::keyword), problem.detail());
    }
}
