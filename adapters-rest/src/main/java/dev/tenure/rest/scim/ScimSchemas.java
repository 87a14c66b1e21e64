package dev.tenure.rest.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import com.unboundid.scim2.common.types.EnterpriseUserExtension;
import com.unboundid.scim2.common.types.GroupResource;
import com.unboundid.scim2.common.types.SchemaResource;
import com.unboundid.scim2.common.types.UserResource;
import com.unboundid.scim2.common.utils.SchemaUtils;
import dev.tenure.domain.push.PushedFacts;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.beans.IntrospectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The schemas and resource types that the server speaks. Those of RFC 7643 are the library's. */
@RegisterForReflection(targets = {UserResource.class, GroupResource.class, EnterpriseUserExtension.class})
final class ScimSchemas {

    /** Words of RFC 7643 that are suggestions: a client may have its own. */
    private static final Set<String> SUGGESTED = Set.of("type");

    /** What the library wants and the RFC, or the clients there are, do not. */
    private static final Set<String> OPTIONAL = Set.of("$ref");

    /** A schema as it is listed. */
    record Listed(String urn, String name, String description, List<AttributeDefinition> attributes) {
        ScimType.Extension asPart() {
            return new ScimType.Extension(urn, attributes);
        }
    }

    private static final Listed USER_SCHEMA =
            theirs(UserResource.class, PushedFacts.CORE, "User", "What a client pushes of a person.");
    private static final Listed ENTERPRISE = theirs(
            EnterpriseUserExtension.class,
            PushedFacts.ENTERPRISE,
            "EnterpriseUser",
            "What a company says of its people.");
    private static final Listed WORKER = worker();
    private static final Listed GROUP_SCHEMA = theirs(
            GroupResource.class, "urn:ietf:params:scim:schemas:core:2.0:Group", "Group", "A group of pushed users.");

    /** Every schema, in the order in which they are listed. */
    static final List<Listed> ALL = List.of(USER_SCHEMA, ENTERPRISE, WORKER, GROUP_SCHEMA);

    static final ScimType USER = ScimType.of(
            "User", "/Users", "People", USER_SCHEMA.asPart(), List.of(ENTERPRISE.asPart(), WORKER.asPart()));

    static final ScimType GROUP = ScimType.of("Group", "/Groups", "Groups of people", GROUP_SCHEMA.asPart(), List.of());

    /** Every type of resource, in the order in which they are listed. */
    static final List<ScimType> TYPES = List.of(USER, GROUP);

    private ScimSchemas() {}

    private static Listed theirs(Class<?> type, String urn, String name, String description) {
        try {
            SchemaResource theirs = Objects.requireNonNull(SchemaUtils.getSchema(type));
            List<AttributeDefinition> attributes = new ArrayList<>();
            for (AttributeDefinition attribute : theirs.getAttributes()) {
                attributes.add(ours(attribute));
            }
            return new Listed(urn, name, description, attributes);
        } catch (IntrospectionException e) {
            throw new IllegalStateException("the library's own classes can be read", e);
        }
    }

    private static AttributeDefinition ours(AttributeDefinition theirs) {
        boolean member = theirs.getMutability() == Mutability.IMMUTABLE
                && theirs.getName().equals("display");
        AttributeDefinition.Builder builder = new AttributeDefinition.Builder()
                .setName(theirs.getName())
                .setType(theirs.getType())
                .setMultiValued(theirs.isMultiValued())
                .setDescription(theirs.getDescription())
                .setRequired(theirs.isRequired() && !OPTIONAL.contains(theirs.getName()))
                .setCaseExact(isCaseExact(theirs))
                .setMutability(member ? Mutability.READ_ONLY : theirs.getMutability())
                .setReturned(theirs.getReturned())
                .setUniqueness(theirs.getUniqueness());
        Collection<AttributeDefinition> parts = theirs.getSubAttributes();
        if (parts != null) {
            for (AttributeDefinition part : parts) {
                builder.addSubAttributes(ours(part));
            }
        }
        if (theirs.getCanonicalValues() != null && !SUGGESTED.contains(theirs.getName())) {
            builder.addCanonicalValues(theirs.getCanonicalValues().toArray(String[]::new));
        }
        if (theirs.getReferenceTypes() != null) {
            builder.addReferenceTypes(theirs.getReferenceTypes().toArray(String[]::new));
        }
        return builder.build();
    }

    /** What has parts has no case, and binary values differ by it (RFC 7643 section 2.3.6). */
    private static boolean isCaseExact(AttributeDefinition theirs) {
        return switch (theirs.getType()) {
            case COMPLEX -> false;
            case BINARY -> true;
            case STRING, BOOLEAN, DECIMAL, INTEGER, DATETIME, REFERENCE -> theirs.isCaseExact();
        };
    }

    private static Listed worker() {
        return new Listed(
                PushedFacts.WORKER,
                "Worker",
                "The facts of an employment, each apart. Days are written like 2026-01-31 and are the worker's own.",
                List.of(
                        text("startDate", "The first day of the present employment."),
                        text("lastWorkingDay", "The last day on which the person works."),
                        text("effectiveDate", "The day on which the contract ends."),
                        moment("immediateNoticeAt", "When the person is to be shut out at once."),
                        moment("hrEnteredAt", "When somebody entered the ending."),
                        text("leaveFrom", "The first day of a leave of absence."),
                        text("leaveUntil", "The last day of a leave of absence; empty while nobody knows."),
                        text("workerType", "employee, contractor or vendor; employee where it is missing."),
                        text("timeZone", "The worker's IANA time zone."),
                        flag("hireCancelled", "Whether the hire was taken back before the first day."),
                        text("sponsor", "Who answers for a non-employee: the id of a user."),
                        moment("asOf", "When the source changed this, by its own clock.")));
    }

    private static AttributeDefinition text(String name, String description) {
        return described(name, AttributeDefinition.Type.STRING, description);
    }

    private static AttributeDefinition moment(String name, String description) {
        return described(name, AttributeDefinition.Type.DATETIME, description);
    }

    private static AttributeDefinition flag(String name, String description) {
        return described(name, AttributeDefinition.Type.BOOLEAN, description);
    }

    private static AttributeDefinition described(String name, AttributeDefinition.Type type, String description) {
        return new AttributeDefinition.Builder()
                .setName(name)
                .setType(type)
                .setDescription(description)
                .setMutability(Mutability.READ_WRITE)
                .setReturned(AttributeDefinition.Returned.DEFAULT)
                .setUniqueness(AttributeDefinition.Uniqueness.NONE)
                .build();
    }
}
