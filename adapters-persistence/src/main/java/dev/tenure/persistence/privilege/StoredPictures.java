package dev.tenure.persistence.privilege;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.domain.reconciliation.PrivilegePicture.Held;
import dev.tenure.persistence.statement.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reviewer saw as a column keeps it: an array in its order. */
final class StoredPictures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredPictures() {}

    static String write(List<Held> seen) {
        ArrayNode array = JSON.createArrayNode();
        for (Held held : seen) {
            ObjectNode one =
                    array.addObject().put("id", Sql.storable(held.nativeId())).put("name", Sql.storable(held.name()));
            held.as().ifPresent(as -> one.put("class", as.name()));
        }
        return array.toString();
    }

    static List<Held> read(String json) {
        List<Held> seen = new ArrayList<>();
        try {
            for (JsonNode one : JSON.readTree(json)) {
                seen.add(new Held(
                        one.required("id").textValue(),
                        one.required("name").textValue(),
                        Optional.ofNullable(one.get("class")).map(as -> EntitlementClass.valueOf(as.textValue()))));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("seen: is not the JSON that was written", e);
        }
        return seen;
    }
}
