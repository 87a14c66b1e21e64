package dev.tenure.persistence.provisioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.domain.provisioning.Work;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.persistence.statement.Sql;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Work as a column keeps it. Rows live for years, so what was once written stays readable: a new shape is a new version, and
 * the old one keeps its branch here and its golden file in the tests.
 *
 * @param type the label of the work
 * @param version the version of the shape
 * @param json an object
 */
record StoredWork(String type, int version, String json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static StoredWork of(Work work) {
        ObjectNode object = JSON.createObjectNode();
        switch (work) {
            case Work.ListAccounts list -> search(object, list.attribute(), list.value());
            case Work.ConfirmAccounts confirm -> search(object, confirm.attribute(), confirm.value());
            case Work.ReadSignIns read -> {
                account(object, read);
                object.put("since", read.since().toString());
            }
            case Work.TakesAway takesAway -> account(object, takesAway);
            case Work.EnableAccount enable -> account(object, enable);
            case Work.GrantEntitlement grant -> {
                account(object, grant);
                entitlement(object, grant.entitlement(), grant.name());
            }
            case Work.RevokeEntitlement revoke -> {
                account(object, revoke);
                entitlement(object, revoke.entitlement(), revoke.name());
            }
            case Work.IssueCredential issue -> {
                account(object, issue);
                object.put("reference", issue.reference());
                ArrayNode beside = object.putArray("beside");
                issue.beside().stream().sorted().forEach(id -> beside.add(Sql.storable(id)));
            }
            case Work.EnableCredential enable -> credential(object, enable, enable.credential());
            case Work.DisableCredential disable -> {
                credential(object, disable, disable.credential());
                disable.unusedSince().ifPresent(since -> object.put("unusedSince", since.toString()));
            }
            case Work.RevokeCredential revoke -> credential(object, revoke, revoke.credential());
            case Work.RotateSecret rotate -> {
                account(object, rotate);
                object.put("reference", rotate.reference());
            }
        }
        return new StoredWork(work.label(), work.version(), object.toString());
    }

    private static void entitlement(ObjectNode object, String entitlement, String name) {
        object.put("entitlement", Sql.storable(entitlement));
        object.put("name", Sql.storable(name));
    }

    private static void credential(ObjectNode object, Work.OfAccount work, String credential) {
        account(object, work);
        object.put("credential", Sql.storable(credential));
    }

    private static void account(ObjectNode object, Work.OfAccount work) {
        object.put("account", work.account().value().toString());
        object.put("nativeId", Sql.storable(work.nativeId()));
    }

    private static void search(ObjectNode object, String attribute, String value) {
        object.put("attribute", Sql.storable(attribute));
        object.put("value", Sql.storable(value));
    }

    Work work() {
        JsonNode object;
        try {
            object = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("work: is not the JSON that was written", e);
        }
        return switch (type + "/" + version) {
            case "list-accounts/1" -> new Work.ListAccounts(text(object, "attribute"), text(object, "value"));
            case "confirm-accounts/1" -> new Work.ConfirmAccounts(text(object, "attribute"), text(object, "value"));
            case "disable-account/1" -> new Work.DisableAccount(account(object), text(object, "nativeId"));
            case "read-sign-ins/1" ->
                new Work.ReadSignIns(account(object), text(object, "nativeId"), Instant.parse(text(object, "since")));
            case "end-sessions/1" -> new Work.EndSessions(account(object), text(object, "nativeId"));
            case "revoke-credentials/1" -> new Work.RevokeCredentials(account(object), text(object, "nativeId"));
            case "clear-mfa/1" -> new Work.ClearMfa(account(object), text(object, "nativeId"));
            case "reset-secret/1" -> new Work.ResetSecret(account(object), text(object, "nativeId"));
            case "rotate-secret/1" ->
                new Work.RotateSecret(account(object), text(object, "nativeId"), text(object, "reference"));
            case "issue-credential/1" ->
                new Work.IssueCredential(
                        account(object), text(object, "nativeId"), text(object, "reference"), texts(object, "beside"));
            case "enable-credential/1" ->
                new Work.EnableCredential(account(object), text(object, "nativeId"), text(object, "credential"));
            case "disable-credential/1" ->
                new Work.DisableCredential(
                        account(object),
                        text(object, "nativeId"),
                        text(object, "credential"),
                        Optional.ofNullable(object.get("unusedSince")).map(since -> Instant.parse(since.textValue())));
            case "revoke-credential/1" ->
                new Work.RevokeCredential(account(object), text(object, "nativeId"), text(object, "credential"));
            case "revoke-memberships/1" -> new Work.RevokeMemberships(account(object), text(object, "nativeId"));
            case "enable-account/1" -> new Work.EnableAccount(account(object), text(object, "nativeId"));
            case "revoke-entitlement/1" ->
                new Work.RevokeEntitlement(
                        account(object), text(object, "nativeId"), text(object, "entitlement"), text(object, "name"));
            case "grant-entitlement/1" ->
                new Work.GrantEntitlement(
                        account(object), text(object, "nativeId"), text(object, "entitlement"), text(object, "name"));
            default ->
                throw new IllegalStateException(
                        "work: this version does not know " + type + " version " + version + "; run the newer version");
        };
    }

    private static AccountId account(JsonNode object) {
        return new AccountId(UUID.fromString(text(object, "account")));
    }

    private static Set<String> texts(JsonNode object, String field) {
        Set<String> texts = new HashSet<>();
        object.required(field).forEach(one -> texts.add(one.textValue()));
        return texts;
    }

    private static String text(JsonNode object, String field) {
        return object.required(field).textValue();
    }
}
