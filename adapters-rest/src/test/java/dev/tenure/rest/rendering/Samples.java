package dev.tenure.rest.rendering;

import dev.tenure.application.audit.ExportAudit;
import dev.tenure.domain.audit.Hash;
import dev.tenure.domain.engagement.Engaged;
import dev.tenure.domain.engagement.Engagement;
import dev.tenure.domain.engagement.EngagementId;
import dev.tenure.domain.identity.DatePatterns;
import dev.tenure.domain.identity.FileFormat;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.WorkerFeed;
import dev.tenure.domain.identity.WorkerFeed.Fact;
import dev.tenure.domain.identity.WorkerSource;
import dev.tenure.domain.inventory.Correlation;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.nonhuman.NonHuman;
import dev.tenure.domain.nonhuman.NonHumanId;
import dev.tenure.domain.nonhuman.NonHumanKind;
import dev.tenure.domain.push.PushedValue;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.webhook.Vendor;
import dev.tenure.domain.webhook.VendorApi;
import dev.tenure.domain.webhook.WebhookSource;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Values of every shape that a type can take: each case of a sealed type, each constant, each optional part there and not
 * there. One part at a time differs from the first value, so that their number stays small.
 */
final class Samples {

    private static final UUID ID = UUID.fromString("0197a6e2-7d3c-7c11-9e55-0242ac120002");

    private Samples() {}

    static List<Object> of(Type type) {
        return of(type, Map.of());
    }

    private static List<Object> of(Type type, Map<TypeVariable<?>, Type> bound) {
        if (type instanceof TypeVariable<?> variable) {
            return of(Optional.ofNullable(bound.get(variable)).orElse(Object.class), bound);
        }
        if (type instanceof ParameterizedType generic) {
            return ofGeneric(generic, bound);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == PushedValue.Complex.class) {
            // A resource holds values that hold values: one that every type of resource could have.
            return List.of(PushedValue.Complex.of(
                    Map.of("userName", new PushedValue.Text("sample"), "displayName", new PushedValue.Text("sample"))));
        }
        if (plain == WebhookSource.class) {
            return List.of(
                    source(Vendor.GENERIC, Optional.empty()), source(Vendor.GUSTO, Optional.of("https://hr.example")));
        }
        if (plain == WorkerFeed.class) {
            return Stream.of(WorkerFeed.Content.values())
                    .<Object>map(Samples::feed)
                    .toList();
        }
        if (plain == SharedSecret.Description.class) {
            return List.of(secret(Optional.of(new AccountId(ID))), secret(Optional.empty()));
        }
        if (plain == Correlation.class) {
            // Rules refuse parts that do not fit each other.
            return List.of(new Correlation(List.of(
                    new Correlation.Rule(
                            "sample", Correlation.IdentityAttribute.WORKER_ID, Correlation.Confidence.CERTAIN),
                    new Correlation.Rule(
                            "sample", Correlation.IdentityAttribute.FULL_NAME, Correlation.Confidence.PROBABLE))));
        }
        if (plain.isEnum()) {
            return Arrays.asList(plain.getEnumConstants());
        }
        if (plain == Engagement.class) {
            return engagements();
        }
        if (plain == NonHuman.class) {
            return nonHumans();
        }
        if (plain.isSealed() && plain != ZoneId.class) {
            List<Object> all = new ArrayList<>();
            for (Class<?> one : plain.getPermittedSubclasses()) {
                all.addAll(of(one, bound));
            }
            return all;
        }
        if (plain == boolean.class) {
            return List.of(true, false);
        }
        return plain.isRecord() ? ofRecord(plain, bound) : List.of(single(plain));
    }

    /** An engagement refuses parts that do not fit each other, so its states are told one by one. */
    private static List<Object> engagements() {
        Instant at = Instant.parse("2026-03-02T17:00:00Z");
        Engagement.Terms terms = new Engagement.Terms(
                new EngagementId(ID),
                new Engaged(
                        IdentityKind.VENDOR,
                        "sample",
                        "sample",
                        "sample@sample.example",
                        Optional.empty(),
                        Optional.of("sample"),
                        Optional.empty(),
                        ZoneId.of("Europe/Berlin")),
                LocalDate.parse("2026-03-02"));
        Engagement.Requested requested = new Engagement.Requested(
                terms, new Engagement.Ask(LocalDate.parse("2026-03-31"), new IdentityId(ID), "sample", "sample", at));
        Engagement.Approved approved = requested.approve("another", at);
        return List.of(
                requested,
                requested.decline("another", at, "sample"),
                approved,
                approved.extend(requested.ask()),
                approved.end("sample", at, "sample"));
    }

    /** Nor is one approved by whoever asked for it. */
    private static List<Object> nonHumans() {
        Instant at = Instant.parse("2026-03-02T17:00:00Z");
        NonHuman.Requested requested = new NonHuman.Requested(
                new NonHuman.Terms(
                        new NonHumanId(ID),
                        NonHumanKind.API_INTEGRATION,
                        "sample",
                        "sample",
                        Optional.of(new AccountId(ID)),
                        "sample",
                        at),
                new IdentityId(ID));
        NonHuman.Active active = requested.approve(new NonHuman.Approval(new IdentityId(ID), "another", at));
        NonHuman.Closing closing = new NonHuman.Closing("another", at, "sample");
        return List.of(requested, active, requested.reject(closing), active.retire(closing));
    }

    private static List<Object> ofGeneric(ParameterizedType generic, Map<TypeVariable<?>, Type> bound) {
        Class<?> raw = (Class<?>) generic.getRawType();
        Type first = generic.getActualTypeArguments()[0];
        if (raw == Optional.class) {
            List<Object> all = new ArrayList<>(
                    of(first, bound).stream().<Object>map(Optional::of).toList());
            all.add(Optional.empty());
            return all;
        }
        if (raw == List.class) {
            return List.of(of(first, bound), List.of());
        }
        if (raw == Set.class) {
            return List.of(Set.copyOf(of(first, bound)));
        }
        if (raw == Map.class) {
            List<Object> values = of(generic.getActualTypeArguments()[1], bound);
            List<Object> maps = new ArrayList<>();
            for (int shift = 0; shift < values.size(); shift++) {
                Map<Object, Object> map = new LinkedHashMap<>();
                int index = shift;
                for (Object key : of(first, bound)) {
                    map.put(key, values.get(index++ % values.size()));
                }
                maps.add(map);
            }
            return maps;
        }
        Map<TypeVariable<?>, Type> inner = new LinkedHashMap<>(bound);
        for (int i = 0; i < raw.getTypeParameters().length; i++) {
            Type argument = generic.getActualTypeArguments()[i];
            inner.put(
                    raw.getTypeParameters()[i],
                    argument instanceof TypeVariable<?> v ? bound.getOrDefault(v, v) : argument);
        }
        return raw.isRecord() ? ofRecord(raw, inner) : List.of(single(raw));
    }

    private static List<Object> ofRecord(Class<?> type, Map<TypeVariable<?>, Type> bound) {
        RecordComponent[] components = type.getRecordComponents();
        List<List<Object>> parts = Arrays.stream(components)
                .map(component -> of(component.getGenericType(), bound))
                .toList();
        List<Object> all = new ArrayList<>();
        Object[] first = parts.stream().map(part -> part.get(0)).toArray();
        all.add(make(type, components, first));
        for (int i = 0; i < components.length; i++) {
            for (Object other : parts.get(i).subList(1, parts.get(i).size())) {
                Object[] varied = first.clone();
                varied[i] = other;
                all.add(make(type, components, varied));
            }
        }
        return all;
    }

    private static Object make(Class<?> type, RecordComponent[] components, Object[] arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(type + " does not take its sample parts", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }

    /** Its value stands in a corner of its own, and it is rotated in days. */
    private static SharedSecret.Description secret(Optional<AccountId> account) {
        return new SharedSecret.Description(
                "sample",
                account.map(as -> new SharedSecret.Place(new SystemId(ID), Optional.of(as))),
                "sample",
                List.of(new SharedSecret.Consumer("sample", "sample")),
                "file:shared/sample",
                Duration.ofDays(90));
    }

    /** Its parts must fit each other. */
    private static WebhookSource source(Vendor vendor, Optional<String> address) {
        return new WebhookSource(
                WorkerSource.named("sample", ZoneId.of("Europe/Berlin")),
                vendor,
                List.of("env:TENURE_SECRET_SAMPLE"),
                WebhookSource.USUAL_TOLERANCE,
                address.map(at -> new VendorApi(at, "file:sample")),
                vendor == Vendor.GENERIC ? WebhookSource.usualPointers() : Map.of(),
                true,
                1);
    }

    /** A fact has a header or an expression, and date patterns must be some. */
    private static WorkerFeed feed(WorkerFeed.Content content) {
        Map<Fact, String> headers = new EnumMap<>(Fact.class);
        Stream.of(Fact.values()).filter(fact -> fact != Fact.TITLE).forEach(fact -> headers.put(fact, "sample"));
        boolean isDelta = content == WorkerFeed.Content.DELTA;
        return new WorkerFeed(
                WorkerSource.named("sample", ZoneId.of("Europe/Berlin")),
                headers,
                isDelta ? Map.of(Fact.TITLE, "sample") : Map.of(),
                isDelta ? Map.of(Fact.STATUS, Map.of("sample", "removed")) : Map.of(),
                new FileFormat("UTF-8", isDelta ? Optional.empty() : Optional.of(';'), '"'),
                DatePatterns.of("yyyy-MM-dd"),
                content,
                isDelta ? WorkerFeed.Taking.AFTER_PREVIEW : WorkerFeed.Taking.AT_ONCE,
                1);
    }

    private static Object single(Class<?> type) {
        return Map.<Class<?>, Object>ofEntries(
                        Map.entry(String.class, "sample"),
                        Map.entry(long.class, 1L),
                        Map.entry(Long.class, 1L),
                        Map.entry(int.class, 1),
                        Map.entry(Integer.class, 1),
                        Map.entry(char.class, ','),
                        Map.entry(UUID.class, ID),
                        Map.entry(Instant.class, Instant.parse("2026-03-02T17:00:00Z")),
                        Map.entry(LocalDate.class, LocalDate.parse("2026-03-02")),
                        Map.entry(Duration.class, Duration.ofMinutes(5)),
                        Map.entry(ZoneId.class, ZoneId.of("Europe/Berlin")),
                        Map.entry(OptionalLong.class, OptionalLong.of(1)),
                        Map.entry(Hash.class, Hash.of(new byte[Hash.LENGTH])),
                        Map.entry(ExportAudit.Export.class, (ExportAudit.Export) out -> {
                            out.write("sample\n".getBytes(StandardCharsets.US_ASCII));
                            return 1;
                        }))
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey() == type)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no sample of " + type));
    }
}
