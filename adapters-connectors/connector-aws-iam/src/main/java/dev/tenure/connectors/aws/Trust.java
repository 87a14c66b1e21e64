package dev.tenure.connectors.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may assume a role, as its trust says. What a condition asks for beside is left aside: whoever meets it is let in.
 *
 * @param statements what it says
 * @param isRead whether it was understood; else nothing is known of it
 */
record Trust(List<Statement> statements, boolean isRead) {

    /** Whoever there is. */
    static final String EVERYBODY = "*";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASSUME = "sts:assumerole";
    private static final List<String> ASSUMING =
            List.of(ASSUME, "sts:assumerolewithsaml", "sts:assumerolewithwebidentity");
    private static final String OWN_NAME = "${aws:username}";

    /** By what the trust makes a session tell whose it is. */
    enum Mark {
        /** The session bears the user's name. */
        SESSION_NAME("sts:rolesessionname"),
        /** The user's name is the session's source identity, and stays so in whatever role comes next. */
        SOURCE_IDENTITY("sts:sourceidentity");

        private final String key;

        Mark(String key) {
            this.key = key;
        }
    }

    /**
     * One statement about assuming the role.
     *
     * @param allows whether it lets in; else it keeps out
     * @param byUsers whether it is about {@code sts:AssumeRole}, and not only about those who come with a token
     * @param principals whom it names of AWS
     * @param others whether it names services, federations or the like
     * @param conditional whether it asks for more
     * @param marks by what it makes sessions tell whose they are
     */
    record Statement(
            boolean allows,
            boolean byUsers,
            List<String> principals,
            boolean others,
            boolean conditional,
            List<Mark> marks) {}

    /** @param sent as AWS sends it */
    static Trust of(String sent) {
        try {
            JsonNode document = JSON.readTree(Denial.decoded(sent));
            List<Statement> statements = new ArrayList<>();
            for (JsonNode one : each(document.path("Statement"))) {
                if (ASSUMING.stream().anyMatch(action -> isAbout(one, action))) {
                    statements.add(statement(one));
                }
            }
            return new Trust(statements, document.path("Statement").isContainerNode());
        } catch (JsonProcessingException e) {
            return new Trust(List.of(), false);
        }
    }

    private static Statement statement(JsonNode one) {
        boolean allows = one.path("Effect").asText().equals("Allow");
        JsonNode named = one.path("Principal");
        List<String> principals = new ArrayList<>();
        // Everybody but some is everybody where it lets in; where it keeps out, nobody can be told by it.
        if (named.asText().equals(EVERYBODY) || (allows && one.has("NotPrincipal"))) {
            principals.add(EVERYBODY);
        }
        each(named.path("AWS")).forEach(name -> principals.add(name.asText()));
        boolean others = named.isObject() && named.size() > (named.has("AWS") ? 1 : 0);
        JsonNode condition = one.path("Condition");
        List<Mark> marks = new ArrayList<>();
        for (Mark mark : Mark.values()) {
            if (isForced(condition, mark)) {
                marks.add(mark);
            }
        }
        return new Statement(
                allows,
                isAbout(one, ASSUME),
                List.copyOf(principals),
                others,
                condition.isObject() && !condition.isEmpty(),
                List.copyOf(marks));
    }

    private static List<JsonNode> each(JsonNode oneOrMany) {
        List<JsonNode> all = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(all::add);
        } else if (!oneOrMany.isMissingNode()) {
            all.add(oneOrMany);
        }
        return all;
    }

    private static boolean isAbout(JsonNode statement, String action) {
        return statement.has("NotAction")
                ? each(statement.path("NotAction")).stream().noneMatch(named -> matches(named.asText(), action))
                : each(statement.path("Action")).stream().anyMatch(named -> matches(named.asText(), action));
    }

    private static boolean matches(String named, String action) {
        String pattern = Pattern.quote(named.toLowerCase(Locale.ROOT))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q");
        return Pattern.matches(pattern, action);
    }

    /** Several values would each do, so that one of them forces nothing. */
    private static boolean isForced(JsonNode condition, Mark mark) {
        for (String operator : List.of("StringEquals", "StringLike")) {
            JsonNode asked = condition.path(operator);
            for (var keys = asked.fieldNames(); keys.hasNext(); ) {
                String key = keys.next();
                List<JsonNode> values = each(asked.path(key));
                if (key.toLowerCase(Locale.ROOT).equals(mark.key)
                        && values.size() == 1
                        && values.getFirst().asText().equals(OWN_NAME)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whom of AWS it lets in by name, each once; accounts and everybody among them. */
    List<String> named() {
        return statements.stream()
                .filter(one -> one.allows() && one.byUsers())
                .flatMap(one -> one.principals().stream())
                .distinct()
                .filter(one -> !isKeptOut(one))
                .toList();
    }

    /** Whether it names a user or a role of the role's own account, and lets them in. */
    boolean letsIn(String arn) {
        return named().contains(arn) && !isKeptOut(root(arn));
    }

    /** Whether it lets in a user, of the role's account or of another: by name, or by leaving it to what the user's own policies say. */
    boolean mayLetIn(String arn) {
        String root = root(arn);
        return !isKeptOut(arn)
                && !isKeptOut(root)
                && named().stream().anyMatch(one -> one.equals(arn) || one.equals(EVERYBODY) || isAccount(one, root));
    }

    private boolean isKeptOut(String principal) {
        return statements.stream()
                .filter(one -> !one.allows() && one.byUsers() && !one.conditional())
                .flatMap(one -> one.principals().stream())
                .anyMatch(one -> one.equals(EVERYBODY) || one.equals(principal) || isAccount(one, principal));
    }

    /**
     * By what sessions of one user are told from those of others; empty where anybody is let in otherwise, or from another account
     * than the user's, where somebody may have the same name.
     *
     * @param arn the user's
     */
    Optional<Mark> mark(String arn) {
        String root = root(arn);
        List<Statement> letting = statements.stream().filter(Statement::allows).toList();
        boolean ofTheAccount = letting.stream()
                .allMatch(one -> !one.others()
                        && one.principals().stream()
                                .allMatch(p -> isAccount(p, root) || p.startsWith(root.replace(":root", ":user/"))));
        if (!isRead || root.isEmpty() || !ofTheAccount || letting.isEmpty()) {
            return Optional.empty();
        }
        for (Mark mark : Mark.values()) {
            if (letting.stream().allMatch(one -> one.marks().contains(mark))) {
                return Optional.of(mark);
            }
        }
        return Optional.empty();
    }

    /** Whether a principal is the whole account of which this is the root. */
    static boolean isAccount(String principal, String root) {
        return principal.equals(root) || (root.endsWith(":root") && root.contains("::" + principal + ":"));
    }

    /** The root of the account of a user or role. */
    static String root(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length < 6 ? "" : String.join(":", List.of(parts).subList(0, 5)) + ":root";
    }
}
