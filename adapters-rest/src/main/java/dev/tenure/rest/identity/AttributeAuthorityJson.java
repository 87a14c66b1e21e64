package dev.tenure.rest.identity;

import dev.tenure.application.identity.ShowAttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority;
import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.rest.problem.Flaws;
import dev.tenure.rest.request.Wire;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which source is believed about what. */
@RegisterForReflection
@Schema(
        name = "AttributeAuthority",
        description = "Which source is believed about what, where several tell of one person.",
        requiredProperties = {"order", "exceptions", "waiting", "version"})
public record AttributeAuthorityJson(
        @Schema(description = "The sources, the most believed first. One that is missing comes behind, by its name.")
        List<String> order,

        @Schema(
                description =
                        "Another order for single attributes, by attribute: employment, name, email, department, title,"
                                + " manager, location.")
        Map<String, List<String>> exceptions,

        @Schema(description = "Every source there is; left out in the answer to a change.") @Nullable
        List<SourceJson> sources,

        @Schema(
                description =
                        "Of how many people it is still to be worked out where they stand, since another source is"
                                + " believed.")
        long waiting,

        @Schema(description = "What If-Match takes, in quotes; 0 before the first decision.")
        long version) {

    /** Something that tells of workers. */
    @RegisterForReflection
    @Schema(
            name = "WorkerSource",
            requiredProperties = {"name", "kind"})
    public record SourceJson(
            String name,

            @Schema(enumeration = {"file", "scim", "webhook", "register"})
            String kind) {}

    static AttributeAuthorityJson of(
            AttributeAuthority authority, @Nullable List<ShowAttributeAuthority.Source> sources, long waiting) {
        Map<String, List<String>> exceptions = new TreeMap<>();
        authority.exceptions().forEach((attribute, named) -> exceptions.put(Wire.name(attribute), named));
        return new AttributeAuthorityJson(
                authority.order(),
                exceptions,
                sources == null
                        ? null
                        : sources.stream()
                                .map(one -> new SourceJson(one.name(), Wire.name(one.kind())))
                                .toList(),
                waiting,
                authority.version());
    }

    /** Which source is to be believed about what. */
    @RegisterForReflection
    @Schema(
            name = "AttributeAuthorityDecision",
            description = "Which source is to be believed about what.",
            requiredProperties = "order")
    public record AttributeAuthorityDecisionJson(
            @Schema(description = "The sources, the most believed first.") @Nullable
            List<String> order,

            @Schema(
                    description =
                            "Another order for single attributes, by attribute: employment, name, email, department,"
                                    + " title, manager, location.")
            @Nullable
            Map<String, List<String>> exceptions) {

        private static final int MOST = 100;

        AttributeAuthority read(long version) {
            Flaws flaws = new Flaws();
            List<String> first = List.of();
            if (order == null) {
                flaws.at("/order", "is missing: name the sources, the most believed first");
            } else {
                first = sources(flaws, "/order", order);
            }
            Map<Attribute, List<String>> others = new EnumMap<>(Attribute.class);
            Optional.ofNullable(exceptions).orElse(Map.of()).forEach((name, sources) -> {
                String place = "/exceptions/" + name.replace("~", "~0").replace("/", "~1");
                Optional<Attribute> attribute = Wire.constant(Attribute.class, name);
                if (attribute.isEmpty()) {
                    flaws.at(place, "is no attribute: write one of " + Wire.names(Attribute.class));
                } else if (sources == null || sources.isEmpty()) {
                    flaws.at(place, "names no source: name one, or leave the attribute out");
                } else {
                    others.put(attribute.get(), sources(flaws, place, sources));
                }
            });
            flaws.refuse();
            return new AttributeAuthority(first, others, version);
        }

        private static List<String> sources(Flaws flaws, String place, List<String> named) {
            if (named.size() > MOST) {
                flaws.at(place, "names more than " + MOST + " sources: name fewer");
                return List.of();
            }
            if (named.stream().anyMatch(Objects::isNull)) {
                flaws.at(place, "holds null: write names of sources");
                return List.of();
            }
            for (int i = 0; i < named.size(); i++) {
                if (!WorkerSource.isName(named.get(i))) {
                    flaws.at(
                            place + "/" + i,
                            "is no name of a source: write 1 to 63 lower-case letters, digits or hyphens");
                    return List.of();
                }
            }
            if (new HashSet<>(named).size() < named.size()) {
                flaws.at(place, "names a source twice: name each once");
                return List.of();
            }
            return named;
        }
    }
}
