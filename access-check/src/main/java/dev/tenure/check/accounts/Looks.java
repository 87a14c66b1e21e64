package dev.tenure.check.accounts;

import dev.tenure.check.table.CannotJudge;
import dev.tenure.check.table.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** By what an account looks privileged, or as if no person used it: rules of thumb over names, which a person may widen. */
public final class Looks {

    private static final String ADMIN =
            "(?<![\\p{L}])(?:sys|db|net|web|super|org|global|domain|schema|enterprise|power|it|hr|cloud|iam|tenant)?"
                    + "admin(?:s|istrators?|istratoraccess)?(?![\\p{Ll}])";
    private static final Pattern PRIVILEGED = Pattern.compile(
            ADMIN
                    + "|(?<![\\p{L}])(?:root|super[-_ ]?users?|power[-_ ]?users?|poweruseraccess|owners?|sudo(?:ers)?|wheel"
                    + "|(?:account|backup|server|print) operators|privileged|break[-_ ]?glass|iamfullaccess"
                    + "|securityadministrator)(?![\\p{Ll}])",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_ADMIN =
            Pattern.compile("\\b(?:non?|not|without)[- ]?(?:an? )?admin", Pattern.CASE_INSENSITIVE);
    private static final Pattern NON_HUMAN = Pattern.compile(
            "(?<![a-z])(?:svc|service|services|srv|bot|robot|no-?reply|donotreply|do-not-reply|api|daemon|automation|jenkins"
                    + "|github-actions|deploy|deployer|deployment|integration|backup|monitoring|monitor|scanner|cron|batch"
                    + "|system|root|terraform|ansible|ci|cicd|test|shared|mailer|krbtgt|sync|printer|scan|dependabot|renovate"
                    + "|webhook|kiosk|lambda)(?![a-z])|^svc|:role/|:assumed-role/|\\$$",
            Pattern.CASE_INSENSITIVE);
    private static final Set<String> NON_HUMAN_TYPES = Set.of(
            "service",
            "serviceaccount",
            "bot",
            "machine",
            "system",
            "systemaccount",
            "application",
            "app",
            "robot",
            "api",
            "apiuser",
            "workload",
            "workloadidentity",
            "nonhuman",
            "functional",
            "functionalaccount",
            "shared",
            "sharedmailbox",
            "technical",
            "technicalaccount",
            "technicaluser",
            "integration",
            "daemon",
            "serviceprincipal",
            "managedidentity",
            "role");
    private static final Set<String> FALSE =
            Set.of("", "false", "no", "n", "0", "none", "null", "na", "off", "user", "member", "never");
    private static final Set<String> PRIVILEGED_NAMES =
            Set.of("root", "admin", "administrator", "sysadmin", "superuser", "rootaccount");
    private static final int SHOWN = 80;

    private final List<Pattern> privileged;
    private final List<Pattern> notPrivileged;
    private final List<Pattern> nonHuman;

    /**
     * The usual rules, and the person's own beside them.
     *
     * @param privileged patterns of roles that are privileged too
     * @param notPrivileged patterns of roles that are not, whatever else says so
     * @param nonHuman patterns of account names that no person uses
     * @throws CannotJudge where one is no regular expression
     */
    public Looks(Collection<String> privileged, Collection<String> notPrivileged, Collection<String> nonHuman)
            throws CannotJudge {
        this.privileged = patterns("--privileged", privileged);
        this.notPrivileged = patterns("--not-privileged", notPrivileged);
        this.nonHuman = patterns("--non-human", nonHuman);
    }

    /** Why a role, or a list of them in one cell, is privileged. */
    Optional<String> privilegedRole(String header, String cell) {
        for (String role : parts(cell)) {
            boolean named = privileged.stream()
                    .anyMatch(pattern -> pattern.matcher(role).find());
            boolean looks =
                    PRIVILEGED.matcher(role).find() && !NO_ADMIN.matcher(role).find();
            if ((named || looks) && isNotExcused(role)) {
                return Optional.of(header + " \"" + shortened(role) + "\"");
            }
        }
        return Optional.empty();
    }

    /** Why a column that is for administrators alone makes an account privileged. */
    Optional<String> adminFlag(String header, String cell) {
        return FALSE.contains(Columns.plain(cell)) || !isNotExcused(cell)
                ? Optional.empty()
                : Optional.of(header + " \"" + shortened(cell) + "\"");
    }

    /** Why an account's name makes it privileged. */
    Optional<String> privilegedName(String account) {
        String local = account.replaceFirst("@.*", "");
        String behind = local.substring(local.lastIndexOf('\\') + 1);
        return PRIVILEGED_NAMES.contains(Columns.plain(behind)) && isNotExcused(account)
                ? Optional.of("its name")
                : Optional.empty();
    }

    /** Whether an account's name looks as if no person used it. */
    boolean nonHumanName(String account) {
        String local = account.replaceFirst("@.*", "");
        return account.endsWith(".gserviceaccount.com")
                || NON_HUMAN.matcher(local).find()
                || nonHuman.stream()
                        .anyMatch(pattern -> pattern.matcher(account).find());
    }

    /** Whether the listing's own word for the kind of account says that no person uses it. */
    boolean nonHumanType(String type) {
        return NON_HUMAN_TYPES.contains(Columns.plain(type));
    }

    private boolean isNotExcused(String role) {
        return notPrivileged.stream().noneMatch(pattern -> pattern.matcher(role).find());
    }

    /** Distinguished names hold commas of their own. */
    private static List<String> parts(String cell) {
        return List.of(cell.split(cell.indexOf('=') >= 0 ? "[;|\\n]" : "[;|,\\n]", -1));
    }

    private static String shortened(String text) {
        String whole = text.strip();
        return whole.length() > SHOWN ? whole.substring(0, SHOWN) + "…" : whole;
    }

    private static List<Pattern> patterns(String option, Collection<String> texts) throws CannotJudge {
        try {
            return texts.stream()
                    .map(text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                    .toList();
        } catch (PatternSyntaxException e) {
            throw CannotJudge.option(
                    option, "\"" + e.getPattern() + "\" is no regular expression: " + e.getDescription());
        }
    }
}
