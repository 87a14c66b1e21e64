package dev.tenure.persistence.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.reconciliation.HeldPrivilege;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The privileged access of a leaver as a column keeps it: an array in its order. */
final class StoredPrivileges {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredPrivileges() {}

    static String write(List<HeldPrivilege> privileges) {
        ArrayNode array = JSON.createArrayNode();
        for (HeldPrivilege privilege : privileges) {
            array.addObject()
                    .put("account", privilege.account().value().toString())
                    .put("system", privilege.system().value().toString())
                    .put("name", Sql.storable(privilege.name()))
                    .put("held", privilege.held())
                    .put("lastKnownAt", privilege.lastKnownAt().toString());
        }
        return array.toString();
    }

    static List<HeldPrivilege> read(String json) {
        List<HeldPrivilege> privileges = new ArrayList<>();
        try {
            for (JsonNode one : JSON.readTree(json)) {
                privileges.add(new HeldPrivilege(
                        new AccountId(UUID.fromString(one.required("account").textValue())),
                        new SystemId(UUID.fromString(one.required("system").textValue())),
                        one.required("name").textValue(),
                        one.required("held").booleanValue(),
                        Instant.parse(one.required("lastKnownAt").textValue())));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("privileges: is not the JSON that was written", e);
        }
        return privileges;
    }
}
