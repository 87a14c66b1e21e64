package dev.tenure.connectors.scim;

import dev.tenure.connector.spi.ConnectorConfiguration;
import java.util.List;
import java.util.Map;

/**
 * Where a target departs from the standard, or where the standard leaves the choice. A vendor's preset comes first; each
 * setting that is given goes before it.
 *
 * @param activeForm how {@code active} is written by PATCH
 * @param disableBy whether an account is disabled by {@code active} or by DELETE
 * @param memberRemoval how a member is taken out of a group by PATCH
 * @param memberships where an account's direct memberships are read
 * @param groups whether the target has groups
 * @param selectAttributes whether a listing may ask for some attributes only
 * @param checkTotals whether a listing that holds fewer than it says is refused
 * @param enables whether an account that is disabled can be enabled again
 * @param deletes whether DELETE takes an account away, so that it reads as gone
 * @param disablingLoses what is lost when an account is disabled
 */
record Quirks(
        ActiveForm activeForm,
        DisableBy disableBy,
        MemberRemoval memberRemoval,
        Memberships memberships,
        boolean groups,
        boolean selectAttributes,
        boolean checkTotals,
        boolean enables,
        boolean deletes,
        DisablingLoses disablingLoses) {

    /** How {@code active} is written by PATCH. */
    enum ActiveForm {
        /** RFC 7644: a path and a truth value. */
        PATH,
        /** As Okta does: no path, the value is an object. */
        VALUE,
        /** As Entra ID does without its conformance flag: a path, and the value as text. */
        TEXT
    }

    /** How an account is disabled. */
    enum DisableBy {
        ACTIVE,
        DELETE
    }

    /** What is lost when an account is disabled. */
    enum DisablingLoses {
        NOTHING,
        /** The access itself, which is given anew by making the account again. */
        ACCESS,
        /** What belongs to the account. */
        CONTENT
    }

    /** How a member is taken out of a group by PATCH. */
    enum MemberRemoval {
        /** RFC 7644: a path with a filter on the value. */
        FILTER,
        /** The path {@code members}, and the member as the value. */
        VALUE
    }

    /** Where an account's direct memberships are read. */
    enum Memberships {
        /** All groups, looking for the account among their members. */
        GROUPS,
        /** Groups whose members hold the account, by filter. */
        FILTER,
        /** The account's own attribute {@code groups}. */
        USER
    }

    static final List<String> PRESETS = List.of("none", "slack", "notion", "github", "atlassian");

    private static final Map<String, Map<String, String>> BY_VENDOR = Map.of(
            "none", Map.of(),
            "slack", Map.of("canDelete", "no"),
            "notion", Map.of("disableBy", "delete", "disablingLoses", "access"),
            "github", Map.of("activeForm", "value", "groups", "no", "canEnable", "no", "disablingLoses", "content"),
            "atlassian", Map.of());

    static Quirks of(ConnectorConfiguration configuration) {
        Map<String, String> preset = BY_VENDOR.get(ScimSettings.choice(configuration, "quirks", PRESETS));
        Map<String, String> vendor = preset == null ? Map.of() : preset;
        DisableBy disableBy = DisableBy.valueOf(chosen(configuration, vendor, "disableBy", "active", "delete"));
        boolean delete = disableBy == DisableBy.DELETE;
        return new Quirks(
                ActiveForm.valueOf(chosen(configuration, vendor, "activeForm", "path", "value", "text")),
                disableBy,
                MemberRemoval.valueOf(chosen(configuration, vendor, "memberRemoval", "filter", "value")),
                Memberships.valueOf(chosen(configuration, vendor, "memberships", "groups", "filter", "user")),
                chosen(configuration, vendor, "groups", "yes", "no").equals("YES"),
                chosen(configuration, vendor, "selectAttributes", "yes", "no").equals("YES"),
                chosen(configuration, vendor, "totals", "check", "ignore").equals("CHECK"),
                !delete
                        && chosen(configuration, vendor, "canEnable", "yes", "no")
                                .equals("YES"),
                chosen(configuration, vendor, "canDelete", "yes", "no").equals("YES"),
                DisablingLoses.valueOf(
                        delete
                                ? chosen(configuration, vendor, "disablingLoses", "content", "access")
                                : chosen(configuration, vendor, "disablingLoses", "nothing", "access", "content")));
    }

    private static String chosen(
            ConnectorConfiguration configuration, Map<String, String> vendor, String name, String... choices) {
        String fallback = vendor.getOrDefault(name, choices[0]);
        return configuration
                .optional(name)
                .filter(given -> !given.equals(ScimSettings.AS_QUIRKS))
                .map(given -> ScimSettings.oneOf(name, given, List.of(choices)))
                .orElse(fallback)
                .toUpperCase(java.util.Locale.ROOT);
    }
}
