package dev.tenure.domain.identity;

import dev.tenure.domain.identity.AttributeAuthority.Attribute;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything sources said of one person, and what is believed of it. Each source's last word counts; between sources the
 * attribute's authority does. The same statements in whatever order make the same dossier.
 */
public final class Dossier {

    private final AttributeAuthority authority;
    private final SortedMap<String, Source> sources;

    private Dossier(AttributeAuthority authority, SortedMap<String, Source> sources) {
        this.authority = authority;
        this.sources = sources;
    }

    /**
     * Opens the dossier.
     *
     * @param statements everything about the person; MUST NOT be empty
     */
    public static Dossier of(List<WorkerStatement> statements, AttributeAuthority authority) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException("statements: are none");
        }
        Map<String, List<WorkerStatement>> bySource = statements.stream()
                .collect(Collectors.groupingBy(s -> s.record().key().feed()));
        SortedMap<String, Source> sources = new TreeMap<>();
        bySource.forEach((name, said) -> sources.put(name, Source.of(name, said)));
        return new Dossier(authority, sources);
    }

    /**
     * The tenures as the source with authority over employment tells them, behind those that others saw end before the first
     * day it knows: somebody whom it names for next month may leave another tenure today.
     */
    public Timeline timeline() {
        return inOrder(Attribute.EMPLOYMENT).stream()
                .map(Source::timeline)
                .reduce(Timeline::behind)
                .orElseThrow();
    }

    /** When the passing of time will next change where they stand, or where sources differ; empty where it will not. */
    public Optional<Instant> nextAfter(Instant now) {
        return Stream.concat(Stream.of(timeline()), sources.values().stream().map(Source::timeline))
                .flatMap(line -> line.nextAfter(now).stream())
                .min(Comparator.naturalOrder());
    }

    /**
     * The person as described by those with authority; what one does not say, the next does. Kind and zone are those of the
     * tenure that counts at the moment: who becomes an employee next month is a contractor until then.
     */
    public Profile profile(Instant now) {
        Timeline employment = timeline();
        Profile name = first(Attribute.NAME).profile();
        return new Profile(
                employment.kindAt(now),
                name.givenName(),
                name.familyName(),
                believed(Attribute.EMAIL),
                believed(Attribute.DEPARTMENT),
                believed(Attribute.TITLE),
                believed(Attribute.MANAGER),
                believed(Attribute.LOCATION),
                employment.zoneAt(now));
    }

    /** Whom the person depends on, as those with authority name them. */
    public Ties ties(Instant now) {
        Source employment = first(Attribute.EMPLOYMENT);
        return new Ties(
                speaking(Attribute.MANAGER)
                        .flatMap(source -> source.says(Attribute.MANAGER).map(id -> new WorkerKey(source.name(), id))),
                employment.timeline().termsAt(now).sponsorWorkerId().map(id -> new WorkerKey(employment.name(), id)));
    }

    /** Which source is believed about what; an attribute of which nobody says anything is missing. */
    public Map<Attribute, String> sources() {
        Map<Attribute, String> believed = new EnumMap<>(Attribute.class);
        for (Attribute attribute : Attribute.values()) {
            speaking(attribute).ifPresent(source -> believed.put(attribute, source.name()));
        }
        return believed;
    }

    /**
     * Where sources differ. Of employment it counts whether the person is out by now, so that a conflict never tells of an
     * ending to come.
     */
    public List<SourceConflict> conflicts(Instant now) {
        List<SourceConflict> conflicts = new ArrayList<>();
        conflicts.addAll(conflicts(
                Attribute.EMPLOYMENT,
                source -> Optional.of(source.timeline().at(now, now) instanceof Employment.Out ? "out" : "employed")));
        conflicts.addAll(
                conflicts(Attribute.NAME, source -> Optional.of(source.profile().displayName())));
        for (Attribute attribute : List.of(
                Attribute.EMAIL, Attribute.DEPARTMENT, Attribute.TITLE, Attribute.MANAGER, Attribute.LOCATION)) {
            conflicts.addAll(conflicts(attribute, source -> source.says(attribute)));
        }
        return List.copyOf(conflicts);
    }

    private List<SourceConflict> conflicts(Attribute attribute, Function<Source, Optional<String>> says) {
        List<Source> speaking = inOrder(attribute).stream()
                .filter(s -> says.apply(s).isPresent())
                .toList();
        if (speaking.isEmpty()) {
            return List.of();
        }
        Source believed = speaking.getFirst();
        return speaking.stream()
                .skip(1)
                .filter(other -> !says.apply(other).equals(says.apply(believed)))
                .map(other -> new SourceConflict(attribute, believed.name(), other.name()))
                .toList();
    }

    private Optional<String> believed(Attribute attribute) {
        return speaking(attribute).flatMap(source -> source.says(attribute));
    }

    /** The most believed source that says anything of it. */
    private Optional<Source> speaking(Attribute attribute) {
        return inOrder(attribute).stream()
                .filter(source -> source.says(attribute).isPresent())
                .findFirst();
    }

    private Source first(Attribute attribute) {
        return inOrder(attribute).getFirst();
    }

    private List<Source> inOrder(Attribute attribute) {
        return sources.keySet().stream()
                .sorted(authority.of(attribute))
                .map(name -> Objects.requireNonNull(sources.get(name)))
                .toList();
    }

    /**
     * What one source says.
     *
     * @param profile as it described the person last
     */
    private record Source(String name, Profile profile, Timeline timeline) {

        static Source of(String name, List<WorkerStatement> said) {
            // Of several ids, the one whose tenure began last describes the person.
            WorkerStatement last = said.stream()
                    .collect(Collectors.groupingBy(s -> s.record().key()))
                    .values()
                    .stream()
                    .map(line -> line.stream().max(WorkerStatement.IN_ORDER).orElseThrow())
                    .max(Comparator.comparing((WorkerStatement s) -> s.record().startDate())
                            .thenComparing(WorkerStatement.IN_ORDER))
                    .orElseThrow();
            return new Source(name, last.record().profile(), Timeline.of(said));
        }

        Optional<String> says(Attribute attribute) {
            return switch (attribute) {
                case EMAIL -> profile.email();
                case DEPARTMENT -> profile.department();
                case TITLE -> profile.title();
                case MANAGER -> profile.managerWorkerId();
                case LOCATION -> profile.location();
                case NAME -> Optional.of(profile.displayName());
                case EMPLOYMENT -> Optional.of(profile.kind().name());
            };
        }
    }
}
