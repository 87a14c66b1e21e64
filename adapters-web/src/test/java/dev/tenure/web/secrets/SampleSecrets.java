package dev.tenure.web.secrets;

import dev.tenure.application.identity.ListIdentities;
import dev.tenure.application.paging.Slice;
import dev.tenure.application.secrets.ShowSecretRotation;
import dev.tenure.application.secrets.ShowSharedSecret;
import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.domain.identity.IdentityId;
import dev.tenure.domain.inventory.SystemId;
import dev.tenure.domain.lifecycle.LeaverCaseId;
import dev.tenure.domain.provisioning.OperationId;
import dev.tenure.domain.reconciliation.AccountId;
import dev.tenure.domain.secrets.SecretRotation;
import dev.tenure.domain.secrets.SecretRotationId;
import dev.tenure.domain.secrets.SharedSecret;
import dev.tenure.domain.secrets.SharedSecretId;
import dev.tenure.web.lifecycle.SampleLeavers;
import dev.tenure.web.page.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Shared secrets of a fictional company and the pages made of them. */
public final class SampleSecrets {

    static final Instant NOW = Instant.parse("2026-03-12T14:05:07Z");
    static final SystemId SYSTEM = new SystemId(new UUID(60, 1));
    static final Map<SystemId, String> SYSTEMS = Map.of(SYSTEM, SampleLeavers.HOSTILE);
    static final Caller NOBODY = new Caller("olga.sample", "Olga Sample", Set.of());
    private static final String REQUEST = "01958a00-0000-7000-8000-00000000bbbb";
    private static final IdentityId NORA = new IdentityId(new UUID(12, 1));
    private static final IdentityId TEO = new IdentityId(new UUID(12, 2));

    private SampleSecrets() {}

    /** One page of every kind and state, by a name that says which. */
    public static Map<String, Page> pages() {
        Map<String, Page> pages = new LinkedHashMap<>();
        registers(pages);
        forms(pages);
        secrets(pages);
        rotations(pages);
        return pages;
    }

    private static void registers(Map<String, Page> pages) {
        pages.put("secrets", register(Role.OPERATOR, SampleLeavers.HOSTILE, kept(), retired()));
        pages.put("secrets-read-only", register(Role.AUDITOR, "", kept()));
        pages.put("secrets-not-found", register(Role.OPERATOR, SampleLeavers.HOSTILE));
    }

    private static SecretsPage register(Role role, String text, SharedSecret... all) {
        return SecretView.list(
                new Slice<>(List.of(all), all.length == 0 ? Optional.empty() : Optional.of("key & more")),
                SYSTEMS,
                text,
                "2026-04-01",
                caller(role));
    }

    private static void forms(Map<String, Page> pages) {
        pages.put("secret-new", form(Optional.empty(), SecretForm.empty(), Optional.empty()));
        pages.put("secret-revised", form(Optional.of(kept()), SecretForm.of(kept().description()), Optional.empty()));
        for (String field : List.of(
                "name", "system", "account", "credential", "offHours", "owner", "keptAt", "days", "consumers")) {
            pages.put(
                    "secret-wrong-" + field,
                    form(
                            Optional.empty(),
                            new SecretForm(
                                    SampleLeavers.HOSTILE,
                                    "not in the list",
                                    SampleLeavers.HOSTILE,
                                    SampleLeavers.HOSTILE,
                                    "x",
                                    "",
                                    "",
                                    "x",
                                    List.of(new SecretForm.SharedSecretRow(SampleLeavers.HOSTILE, ""))),
                            Optional.of(new SecretForm.Read.Wrong(field, "Is " + SampleLeavers.HOSTILE))));
        }
    }

    private static SecretFormPage form(
            Optional<SharedSecret> secret, SecretForm form, Optional<SecretForm.Read.Wrong> wrong) {
        return SecretView.form(secret, form, SYSTEMS, secret.isPresent() ? "" : REQUEST, wrong);
    }

    private static void secrets(Map<String, Page> pages) {
        pages.put("secret", secret(kept(), caller(Role.ADMINISTRATOR), SampleLeavers.HOSTILE, Optional.empty()));
        pages.put("secret-of-owner", secret(kept(), NOBODY, "", Optional.empty()));
        pages.put("secret-read-only", secret(kept(), caller(Role.AUDITOR), "", Optional.empty()));
        pages.put("secret-retired", secret(retired(), caller(Role.ADMINISTRATOR), "", Optional.empty()));
        pages.put(
                "secret-unknown",
                secret(
                        new SharedSecret.Registration(id(3), "ada.sample", NOW)
                                .keep(described("Bare", Optional.empty())),
                        caller(Role.OPERATOR),
                        "nobody",
                        Optional.empty()));
        for (String wrong : List.of("person", "retire", NORA.value().toString())) {
            pages.put(
                    "secret-wrong-form-" + wrong.substring(0, 6),
                    secret(
                            kept(),
                            caller(Role.ADMINISTRATOR),
                            "",
                            Optional.of(new SecretPage.Wrong(wrong, SampleLeavers.HOSTILE))));
        }
        pages.put(
                "secret-of-owner-wrong",
                secret(kept(), NOBODY, "", Optional.of(new SecretPage.Wrong("person", SampleLeavers.HOSTILE))));
    }

    static SecretPage secret(SharedSecret secret, Caller caller, String text, Optional<SecretPage.Wrong> wrong) {
        boolean finds = text.equals(SampleLeavers.HOSTILE);
        return SecretView.page(
                new ShowSharedSecret.Outcome.Shown(
                        secret,
                        Map.of(NORA, SampleLeavers.HOSTILE),
                        new Slice<>(
                                secret.knowers().isEmpty() ? List.of() : List.of(due(), oldRevoked(false)),
                                Optional.empty())),
                caller.roles().isEmpty() ? Map.of() : SYSTEMS,
                caller,
                text,
                text.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ListIdentities.Outcome.Listed(new Slice<>(
                                finds ? List.of(SampleLeavers.identity(text, false)) : List.of(),
                                finds ? Optional.of("more") : Optional.empty()))),
                wrong);
    }

    private static void rotations(Map<String, Page> pages) {
        pages.put("rotations", list(RotationsShown.OPEN, "", true, Optional.empty(), due(), revoking()));
        pages.put(
                "rotations-of-one",
                list(
                        RotationsShown.ALL,
                        id(1).value().toString(),
                        false,
                        Optional.of("key & more"),
                        oldRevoked(false),
                        cancelled()));
        pages.put("rotations-none", list(RotationsShown.OVERDUE, "", false, Optional.empty()));
        Caller operator = caller(Role.OPERATOR);
        pages.put("rotation-due", rotation(due(), operator));
        pages.put("rotation-due-late", rotation(late(), operator));
        pages.put("rotation-read-only", rotation(asked("boris.sample"), caller(Role.AUDITOR)));
        pages.put("rotation-new-added", rotation(newAdded(), operator));
        pages.put("rotation-of-contact", rotation(newAdded(), new Caller("cora.sample", "Cora", Set.of())));
        pages.put("rotation-of-adder", rotation(newAdded(), new Caller("dora.sample", "Dora", Set.of())));
        pages.put("rotation-in-use", rotation(inUse(), operator));
        pages.put("rotation-revoking", rotation(revoking(), NOBODY));
        pages.put("rotation-issuing", rotation(issuing(), operator));
        pages.put("rotation-old-off", rotation(oldOff(), operator));
        pages.put("rotation-switched-on", rotation(switchedOn(), operator));
        pages.put("rotation-still-used", rotation(revoking().stillUsed(NOW), caller(Role.AUDITOR)));
        pages.put("rotation-stated", rotation(inUse().stateRevoked("boris.sample", NOW), operator));
        pages.put("rotation-stated-by-me", rotation(inUse().stateRevoked("ada.sample", NOW), operator));
        pages.put(
                "rotation-stated-read-only", rotation(inUse().stateRevoked("boris.sample", NOW), caller(Role.AUDITOR)));
        pages.put("rotation-done-by-target", rotation(oldRevoked(false), operator));
        pages.put("rotation-done-by-two", rotation(oldRevoked(true), operator));
        pages.put("rotation-cancelled", rotation(cancelled(), operator));
        pages.put("rotation-asked", rotation(asked("boris.sample"), operator));
        pages.put("rotation-asked-by-me", rotation(asked("ada.sample"), operator));
        pages.put("rotation-granted", rotation(granted(), operator));
        pages.put(
                "rotation-wrong-reference",
                rotation(
                        due(),
                        operator,
                        new RotationPage.Form(SampleLeavers.HOSTILE, "Is no place.", "", null, "", false)));
        pages.put(
                "rotation-wrong-delay",
                rotation(
                        due(),
                        operator,
                        new RotationPage.Form("", null, "", "Write a time to come.", SampleLeavers.HOSTILE, true)));
    }

    static RotationsPage list(
            RotationsShown shown, String secret, boolean more, Optional<String> next, SecretRotation... all) {
        return RotationView.list(
                Arrays.asList(all), NOW, shown, secret, Map.of(id(1), SampleLeavers.HOSTILE), more, next);
    }

    static RotationPage rotation(SecretRotation rotation, Caller caller) {
        return rotation(rotation, caller, RotationPage.Form.NONE);
    }

    private static RotationPage rotation(SecretRotation rotation, Caller caller, RotationPage.Form form) {
        return RotationView.page(
                new ShowSecretRotation.Outcome.Shown(rotation, kept(), NOW),
                caller.roles().isEmpty() ? Map.of() : Map.of(NORA, SampleLeavers.HOSTILE),
                caller,
                form);
    }

    static SharedSecret.Description described(String name, Optional<SharedSecret.Place> place) {
        return new SharedSecret.Description(
                name,
                place,
                NOBODY.subject(),
                List.of(
                        new SharedSecret.Consumer(SampleLeavers.HOSTILE, "cora.sample"),
                        new SharedSecret.Consumer("Reports", "dora.sample")),
                "file:shared/plotter",
                Duration.ofDays(90));
    }

    static SharedSecret.Kept kept() {
        return new SharedSecret.Registration(id(1), "ada.sample", NOW)
                .keep(described(
                        SampleLeavers.HOSTILE,
                        Optional.of(new SharedSecret.Place(SYSTEM, Optional.of(new AccountId(new UUID(61, 1)))))))
                .knownTo(NORA, NOW.minusSeconds(60))
                .knownTo(TEO, NOW)
                .rotated(
                        Set.of(), new SecretRotation.Added("file:shared/plotter", "boris.sample", NOW, List.of()), NOW);
    }

    private static SharedSecret.Retired retired() {
        return kept().retire(SampleLeavers.HOSTILE, "boris.sample", NOW);
    }

    static SecretRotation.Due due() {
        return SecretRotation.Order.due(
                        new SecretRotationId(new UUID(62, 1)),
                        id(1),
                        new SecretRotation.Leaver(NORA, Optional.of(new LeaverCaseId(new UUID(9, 1)))),
                        NOW.plusSeconds(7_200),
                        NOW.minusSeconds(60))
                .join(new SecretRotation.Leaver(TEO, Optional.empty()), NOW.plusSeconds(7_200));
    }

    static SecretRotation.Due late() {
        return SecretRotation.Order.due(
                new SecretRotationId(new UUID(62, 2)),
                id(2),
                new SecretRotation.Leaver(NORA, Optional.empty()),
                NOW.minusSeconds(60),
                NOW.minusSeconds(7_200));
    }

    static SecretRotation.NewAdded newAdded() {
        return due().added(new SecretRotation.Added(
                "file:shared/plotter-2",
                "dora.sample",
                NOW,
                kept().description().consumers()));
    }

    static SecretRotation.InUse inUse() {
        SecretRotation.UnderWay one =
                newAdded().confirm(new SecretRotation.Confirmation(SampleLeavers.HOSTILE, "cora.sample", NOW));
        return (SecretRotation.InUse)
                ((SecretRotation.NewAdded) one).confirm(new SecretRotation.Confirmation("Reports", "dora.sample", NOW));
    }

    static SecretRotation.Revoking revoking() {
        return inUse().revoke(new OperationId(new UUID(63, 1)));
    }

    static SecretRotation.OldOff oldOff() {
        return revoking().off(NOW, Duration.ofHours(6));
    }

    static SecretRotation.InUse switchedOn() {
        return oldOff().switchedOn(SampleLeavers.HOSTILE, NOW);
    }

    static SecretRotation.Issuing issuing() {
        return due().issue(newAdded().progress().added(), new OperationId(new UUID(63, 1)));
    }

    private static SecretRotation.OldRevoked oldRevoked(boolean byTwo) {
        return byTwo
                ? inUse().stateRevoked("boris.sample", NOW).confirm("ada.sample", NOW.plusSeconds(9_000))
                : revoking().shown(NOW);
    }

    private static SecretRotation cancelled() {
        return late().withoutLeaver(NORA, NOW);
    }

    static SecretRotation asked(String by) {
        return newAdded().delayed(new SecretRotation.Delay(Optional.of(request(by)), Optional.empty()));
    }

    private static SecretRotation granted() {
        return due().delayed(new SecretRotation.Delay(
                Optional.empty(),
                Optional.of(new SecretRotation.Delay.Granted(request("boris.sample"), "ada.sample", NOW))));
    }

    private static SecretRotation.Delay.Request request(String by) {
        return new SecretRotation.Delay.Request(NOW.plusSeconds(90_000), SampleLeavers.HOSTILE, by, NOW);
    }

    private static SharedSecretId id(int number) {
        return new SharedSecretId(new UUID(64, number));
    }

    static Caller caller(Role role) {
        return new Caller("ada.sample", "Ada Sample", Set.of(role));
    }
}
