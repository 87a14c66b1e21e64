package dev.tenure.persistence.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tenure.application.identity.AttributeAuthorities;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.persistence.statement.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** The authority of attributes as the one row of {@code attribute_authority}. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class PostgresAttributeAuthorities implements AttributeAuthorities {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String FIRST = """
            INSERT INTO attribute_authority (only_one, sources, exceptions, version)
            VALUES (true, ?, CAST(? AS jsonb), 1) ON CONFLICT DO NOTHING""";

    private static final String NEXT = """
            UPDATE attribute_authority SET sources = ?, exceptions = CAST(? AS jsonb), version = version + 1
             WHERE version = ?""";

    private static final String KEEP = """
            INSERT INTO attribute_authority_decision (version, sources, exceptions, decided_at)
            VALUES (?, ?, CAST(? AS jsonb), ?)""";

    private static final String LOCK = "attribute authority";

    private final DataSource dataSource;

    /** @param dataSource the application role's; takes part in JTA */
    public PostgresAttributeAuthorities(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public AttributeAuthority current() {
        // Shared: those who work by it do not wait for each other.
        Sql.of("SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 0))", LOCK)
                .list(dataSource, row -> LOCK);
        return read(Sql.of("SELECT * FROM attribute_authority"));
    }

    @Override
    public AttributeAuthority at(Instant moment) {
        return read(Sql.of(
                "SELECT * FROM attribute_authority_decision WHERE decided_at <= ? ORDER BY version DESC LIMIT 1",
                moment));
    }

    private AttributeAuthority read(Sql select) {
        return select.first(
                        dataSource,
                        row -> new AttributeAuthority(
                                row.texts("sources"), exceptions(row.text("exceptions")), row.number("version")))
                .orElse(AttributeAuthority.UNDECIDED);
    }

    @Override
    public void save(AttributeAuthority authority, Instant now) {
        Sql.of("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", LOCK).list(dataSource, row -> LOCK);
        String[] order = authority.order().toArray(String[]::new);
        String exceptions = exceptions(authority.exceptions());
        Sql statement = authority.version() == 0
                ? Sql.of(FIRST, order, exceptions)
                : Sql.of(NEXT, order, exceptions, authority.version());
        if (statement.update(dataSource) != 1) {
            throw new OptimisticLockException("another transaction decided first");
        }
        Sql.of(KEEP, authority.version() + 1, order, exceptions, now).update(dataSource);
    }

    private static String exceptions(Map<Attribute, List<String>> exceptions) {
        ObjectNode object = JSON.createObjectNode();
        new EnumMap<>(exceptions.isEmpty() ? new EnumMap<>(Attribute.class) : exceptions)
                .forEach((attribute, sources) -> sources.forEach(object.putArray(attribute.name())::add));
        return object.toString();
    }

    private static Map<Attribute, List<String>> exceptions(String json) {
        try {
            Map<Attribute, List<String>> exceptions = new EnumMap<>(Attribute.class);
            for (Map.Entry<String, JsonNode> field : JSON.readTree(json).properties()) {
                List<String> sources = new ArrayList<>();
                field.getValue().forEach(source -> sources.add(source.textValue()));
                exceptions.put(Attribute.valueOf(field.getKey()), sources);
            }
            return exceptions;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("exceptions: is not the JSON that was written", e);
        }
    }
}
