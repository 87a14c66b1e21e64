package dev.tenure.persistence.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenure.domain.provisioning.PreImage;
import dev.tenure.persistence.statement.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What stood before a change, as columns keep it.
 *
 * @param memberships an array
 */
record StoredPreImage(String signIn, String memberships) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static StoredPreImage of(PreImage before) {
        ArrayNode array = JSON.createArrayNode();
        for (PreImage.Membership membership : before.memberships()) {
            array.addObject()
                    .put("entitlement", Sql.storable(membership.entitlement()))
                    .put("name", Sql.storable(membership.name()));
        }
        return new StoredPreImage(before.signIn().label(), array.toString());
    }

    PreImage preImage() {
        List<PreImage.Membership> all = new ArrayList<>();
        try {
            for (JsonNode one : JSON.readTree(memberships)) {
                all.add(new PreImage.Membership(
                        one.required("entitlement").textValue(),
                        one.required("name").textValue()));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("memberships: is not the JSON that was written", e);
        }
        return new PreImage(
                Stream.of(PreImage.SignIn.values())
                        .filter(known -> known.label().equals(signIn))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("sign_in: holds what this version does not know")),
                all);
    }
}
