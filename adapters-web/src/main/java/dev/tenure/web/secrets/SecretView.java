package dev.tenure.web.secrets;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Query;
import dev.tenure.web.page.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Works out the pages of the register of shared secrets. */
final class SecretView {

    static final String ADDRESS = "/ui/secrets";

    /** Where a new one is registered. */
    static final String REGISTRATION = ADDRESS + "/new";

    /** Rows without text behind those that have some. */
    private static final int FREE_ROWS = 3;

    private SecretView() {}

    static String href(SharedSecretId id) {
        return ADDRESS + "/" + id.value();
    }

    static boolean readsAll(Caller caller) {
        return caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR, Role.AUDITOR);
    }

    static boolean keeps(Caller caller) {
        return caller.hasAny(Role.ADMINISTRATOR, Role.OPERATOR);
    }

    /**
     * The register.
     *
     * @param dueBy the day that was asked for; empty where none was
     */
    static SecretsPage list(
            Slice<SharedSecret> secrets, Map<SystemId, String> systems, String text, String dueBy, Caller caller) {
        return new SecretsPage(
                text,
                dueBy,
                secrets.items().stream().map(one -> line(one, systems)).toList(),
                keeps(caller),
                secrets.next()
                        .map(key -> Query.address(ADDRESS, "q", text, "due", dueBy, "after", key))
                        .orElse(null));
    }

    private static SecretsPage.Line line(SharedSecret secret, Map<SystemId, String> systems) {
        SharedSecret.Description description = secret.description();
        return new SecretsPage.Line(
                href(secret.registration().id()),
                description.name(),
                secret.label(),
                tone(secret),
                description
                        .place()
                        .map(place -> nameOf(place.system(), systems))
                        .orElse(""),
                description.owner(),
                secret.knowers().size(),
                description.consumers().size(),
                secret instanceof SharedSecret.Kept ? Moment.toTheMinute(secret.rotateBy()) : null);
    }

    private static String tone(SharedSecret secret) {
        return switch (secret) {
            case SharedSecret.Kept kept -> "good";
            case SharedSecret.Retired retired -> "held";
        };
    }

    private static String nameOf(SystemId system, Map<SystemId, String> systems) {
        return systems.getOrDefault(system, system.value().toString());
    }

    /**
     * One secret.
     *
     * @param systems names of systems, as far as the reader may see them
     * @param text which people were searched for
     * @param found the people who fit; empty where none were searched for
     * @param wrong a form that was filled in wrongly
     */
    static SecretPage page(
            ShowSharedSecret.Outcome.Shown shown,
            Map<SystemId, String> systems,
            Caller caller,
            String text,
            Optional<ListIdentities.Outcome.Listed> found,
            Optional<SecretPage.Wrong> wrong) {
        SharedSecret secret = shown.secret();
        SharedSecret.Description description = secret.description();
        String href = href(secret.registration().id());
        boolean kept = secret instanceof SharedSecret.Kept;
        boolean readsAll = readsAll(caller);
        boolean mayNote = kept && (keeps(caller) || caller.isSamePersonAs(description.owner()));
        return new SecretPage(
                readsAll ? ADDRESS : null,
                href,
                description.name(),
                secret.label(),
                tone(secret),
                facts(secret),
                description
                        .place()
                        .map(place -> place(place, systems, readsAll))
                        .orElse(null),
                retired(secret),
                description.consumers().stream()
                        .map(c -> new SecretPage.Consumer(c.name(), c.contact()))
                        .toList(),
                knowers(shown, caller, href, kept, wrong),
                mayNote,
                mayNote && readsAll ? search(text, found) : null,
                kept && keeps(caller) ? href + "/revise" : null,
                kept && caller.hasAny(Role.ADMINISTRATOR) ? href + "/retire" : null,
                shown.rotations().items().stream()
                        .map(rotation -> RotationLine.of(rotation, "", Optional.empty()))
                        .toList(),
                readsAll
                        ? Query.address(
                                RotationView.ADDRESS,
                                "state",
                                RotationsShown.ALL.key(),
                                "secret",
                                secret.registration().id().value().toString())
                        : null,
                wrong.orElse(null));
    }

    private static SecretPage.Facts facts(SharedSecret secret) {
        SharedSecret.Description description = secret.description();
        return new SecretPage.Facts(
                description.owner(),
                description.keptAt(),
                Words.coarse(description.rotateEvery()),
                Moment.of(secret.rotatedAt()),
                Moment.of(secret.rotateBy()),
                secret.registration().by(),
                Moment.of(secret.registration().at()));
    }

    private static SecretPage.Place place(SharedSecret.Place place, Map<SystemId, String> systems, boolean readsAll) {
        return new SecretPage.Place(
                nameOf(place.system(), systems),
                readsAll ? "/ui/systems/" + place.system().value() : null,
                place.account().map(id -> id.value().toString()).orElse(""));
    }

    private static SecretPage.@Nullable Retired retired(SharedSecret secret) {
        return switch (secret) {
            case SharedSecret.Kept kept -> null;
            case SharedSecret.Retired retired ->
                new SecretPage.Retired(retired.reason(), retired.by(), Moment.of(retired.at()));
        };
    }

    private static List<SecretPage.Knower> knowers(
            ShowSharedSecret.Outcome.Shown shown,
            Caller caller,
            String href,
            boolean kept,
            Optional<SecretPage.Wrong> wrong) {
        List<SecretPage.Knower> knowers = new ArrayList<>();
        List<Map.Entry<IdentityId, Instant>> longest = shown.secret().knowers().entrySet().stream()
                .sorted(Map.Entry.<IdentityId, Instant>comparingByValue()
                        .thenComparing(one -> one.getKey().value(), Comparator.naturalOrder()))
                .toList();
        for (Map.Entry<IdentityId, Instant> one : longest) {
            String id = one.getKey().value().toString();
            Optional<SecretPage.Wrong> here = wrong.filter(form -> form.form().equals(id));
            knowers.add(new SecretPage.Knower(
                    knowers.size(),
                    shown.names().getOrDefault(one.getKey(), "Name not known"),
                    readsAll(caller) ? "/ui/people/" + id : null,
                    Moment.toTheMinute(one.getValue()),
                    kept && keeps(caller) ? href + "/knowers/" + id + "/strike" : null,
                    here.map(SecretPage.Wrong::written).orElse(""),
                    here.isPresent()));
        }
        return knowers;
    }

    private static SecretPage.Search search(String text, Optional<ListIdentities.Outcome.Listed> found) {
        return new SecretPage.Search(
                text,
                found.stream()
                        .flatMap(one -> one.identities().items().stream())
                        .map(one -> new SecretPage.Found(
                                one.id().value().toString(),
                                one.profile().displayName(),
                                one.key().workerId(),
                                one.profile().email().orElse("")))
                        .toList(),
                found.filter(one -> one.identities().next().isPresent()).isPresent());
    }

    /**
     * The form in which a secret is described.
     *
     * @param secret the one that is described anew; empty for a new one
     * @param request a name for the form; empty where sending it twice does no harm
     * @param wrong what is wrong with it
     */
    static SecretFormPage form(
            Optional<SharedSecret> secret,
            SecretForm form,
            Map<SystemId, String> systems,
            String request,
            Optional<SecretForm.Read.Wrong> wrong) {
        Optional<String> own = secret.map(one -> href(one.registration().id()));
        return new SecretFormPage(
                own.map(href -> href + "/revise").orElse(REGISTRATION),
                own.orElse(ADDRESS),
                secret.map(one -> one.description().name()).orElse(null),
                request,
                new SecretFormPage.Fields(
                        field("name", form.name(), wrong),
                        field("account", form.account(), wrong),
                        field("credential", form.credential(), wrong),
                        field("offHours", form.offHours(), wrong),
                        field("owner", form.owner(), wrong),
                        field("keptAt", form.keptAt(), wrong),
                        field("days", form.days(), wrong)),
                options(form, systems),
                wrong("system", wrong),
                rows(form),
                wrong("consumers", wrong));
    }

    private static SecretFormPage.Field field(String name, String value, Optional<SecretForm.Read.Wrong> wrong) {
        return new SecretFormPage.Field(value, wrong(name, wrong));
    }

    private static @Nullable String wrong(String name, Optional<SecretForm.Read.Wrong> wrong) {
        return wrong.filter(one -> one.field().equals(name))
                .map(SecretForm.Read.Wrong::text)
                .orElse(null);
    }

    private static List<SecretFormPage.Option> options(SecretForm form, Map<SystemId, String> systems) {
        List<SecretFormPage.Option> options = new ArrayList<>();
        systems.forEach((id, name) -> options.add(new SecretFormPage.Option(
                id.value().toString(), name, id.value().toString().equals(form.system()))));
        boolean isMissing = !form.system().isEmpty() && options.stream().noneMatch(SecretFormPage.Option::chosen);
        if (isMissing) {
            // Else sending the form as it is would say that it opens nothing.
            options.add(new SecretFormPage.Option(form.system(), form.system(), true));
        }
        return options;
    }

    private static List<SecretFormPage.Row> rows(SecretForm form) {
        List<SecretFormPage.Row> rows = new ArrayList<>();
        for (SecretForm.SharedSecretRow row : form.consumers()) {
            rows.add(new SecretFormPage.Row(rows.size(), row.name(), row.contact()));
        }
        int free = Math.min(FREE_ROWS, SharedSecret.Description.MOST_CONSUMERS - rows.size());
        for (int i = 0; i < free; i++) {
            rows.add(new SecretFormPage.Row(rows.size(), "", ""));
        }
        return rows;
    }
}
