package dev.tenure.persistence.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tenure.domain.inventory.ClassRule;
import dev.tenure.domain.inventory.EntitlementClass;
import dev.tenure.persistence.statement.Sql;
import java.util.ArrayList;
import java.util.List;

/** The rules of what is privileged on a system as a column keeps them: an array in their order. */
final class StoredClassRules {

    private static final ObjectMapper JSON = new ObjectMapper();

    private StoredClassRules() {}

    static String write(List<ClassRule> rules) {
        ArrayNode array = JSON.createArrayNode();
        for (ClassRule rule : rules) {
            array.addObject()
                    .put("of", rule.of().name())
                    .put("pattern", Sql.storable(rule.pattern()))
                    .put("class", rule.as().name());
        }
        return array.toString();
    }

    static List<ClassRule> read(String json) {
        List<ClassRule> rules = new ArrayList<>();
        try {
            for (JsonNode node : JSON.readTree(json)) {
                rules.add(new ClassRule(
                        ClassRule.Of.valueOf(node.required("of").textValue()),
                        node.required("pattern").textValue(),
                        EntitlementClass.valueOf(node.required("class").textValue())));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("class_rules: is not the JSON that was written", e);
        }
        return rules;
    }

    /** What copies of the version before understand. */
    static String[] plainNames(List<ClassRule> rules) {
        return rules.stream()
                .filter(rule ->
                        rule.of() == ClassRule.Of.NAME && !rule.pattern().contains("*"))
                .map(ClassRule::pattern)
                .toArray(String[]::new);
    }
}
