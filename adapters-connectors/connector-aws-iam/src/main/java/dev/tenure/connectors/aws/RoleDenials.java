package dev.tenure.connectors.aws;

import dev.tenure.connector.spi.Evidence.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Denies everything to the sessions that one user has in the roles of one account. Whatever becomes of one role, the others have their turn. */
final class RoleDenials {

    /** How often a denial is written that another writer wrote over. */
    private static final int MOST_WRITES = 3;

    private static final int MOST_NAMED = 100;
    private static final Pattern SESSION = Pattern.compile("\\w{16,128}:[\\w+=,.@-]{2,64}");

    private final Calls calls;
    private final Roles roles;
    private final Ids ids;

    /** What came of it, role by role. */
    static final class Course {

        private final List<Fact> facts = new ArrayList<>();
        private final List<WriteAnswer> failures = new ArrayList<>();
        private boolean denied;

        private void failed(String what, WriteAnswer answer, Fact told) {
            facts.add(told);
            switch (answer) {
                case WriteAnswer.Done done -> {
                    // Nothing failed.
                }
                case WriteAnswer.Refused(String reason) -> failures.add(new WriteAnswer.Refused(what + reason));
                case WriteAnswer.NotNow(String reason) -> failures.add(new WriteAnswer.NotNow(what + reason));
                case WriteAnswer.Lost(String reason) -> failures.add(new WriteAnswer.Lost(what + reason));
            }
        }

        void failed(String what, Trouble trouble) {
            failed(what, trouble.beforeWrite(), Fact.plain("notRead", what + trouble.reason()));
        }

        /** What is to be known beside. */
        void tell(Fact fact) {
            facts.add(fact);
        }

        List<Fact> facts() {
            return facts;
        }

        List<WriteAnswer> failures() {
            return failures;
        }

        /** Takes over what came of it in another account. */
        void add(Course other) {
            facts.addAll(other.facts);
            failures.addAll(other.failures);
            denied |= other.denied;
        }

        boolean mayHaveWritten() {
            return denied || failures.stream().anyMatch(WriteAnswer::wasSent);
        }
    }

    RoleDenials(Calls calls, Roles roles, Ids ids) {
        this.calls = calls;
        this.roles = roles;
        this.ids = ids;
    }

    /**
     * Denies what can be told to be the user's.
     *
     * @param user of this account or of another one
     * @param log the ids of sessions that the log shows the user to have begun; empty where it is not read
     * @param reached takes those of them that are in roles of this account
     */
    Course deny(AwsUser user, Optional<Set<String>> log, Instant now, Set<String> reached) throws Trouble {
        Course course = new Course();
        List<String> notToldApart = new ArrayList<>();
        for (IamRole role : roles.all()) {
            Set<String> begun = log.orElse(Set.of()).stream()
                    .filter(session -> session.startsWith(role.id() + ":")
                            && SESSION.matcher(session).matches())
                    .collect(Collectors.toCollection(HashSet::new));
            reached.addAll(begun);
            List<RoleDenial.Statement> wanted = wanted(user, role, begun, now);
            if (!wanted.isEmpty()) {
                denied(role, wanted, now, course);
            } else if (log.isEmpty() && role.trust().mayLetIn(user.arn())) {
                notToldApart.add(ids.prefix() + role.name());
            }
        }
        notToldApart.stream().limit(MOST_NAMED).forEach(name -> course.tell(Fact.plain("notToldApart.role", name)));
        if (notToldApart.size() > MOST_NAMED) {
            course.tell(Fact.plain("notToldApart.more", Integer.toString(notToldApart.size() - MOST_NAMED)));
        }
        return course;
    }

    private static List<RoleDenial.Statement> wanted(AwsUser user, IamRole role, Set<String> begun, Instant now) {
        Set<String> sessions = new TreeSet<>(begun);
        List<RoleDenial.Statement> wanted = new ArrayList<>();
        Optional<Trust.Mark> mark =
                role.trust().mayLetIn(user.arn()) ? role.trust().mark(user.arn()) : Optional.empty();
        if (mark.equals(Optional.of(Trust.Mark.SESSION_NAME))) {
            sessions.add(role.id() + ":" + user.name());
        }
        if (mark.equals(Optional.of(Trust.Mark.SOURCE_IDENTITY))) {
            wanted.add(RoleDenial.Statement.of(RoleDenial.By.SOURCE, Set.of(user.name()), now));
        }
        if (!sessions.isEmpty()) {
            wanted.add(RoleDenial.Statement.of(RoleDenial.By.SESSION, sessions, now));
        }
        return wanted;
    }

    private void denied(IamRole role, List<RoleDenial.Statement> wanted, Instant now, Course course) {
        WriteAnswer answer = deny(role, wanted, now);
        if (answer instanceof WriteAnswer.Done) {
            course.denied = true;
            course.facts.add(Fact.plain("denied.inRole", ids.prefix() + role.name()));
            wanted.stream()
                    .flatMap(one -> one.values().stream())
                    .forEach(session -> course.facts.add(Fact.personal("denied.session", session)));
        } else {
            course.failed("in a role: ", answer, Fact.plain("notDenied.role", ids.prefix() + role.name()));
        }
    }

    /** One at a time, since what is written anew holds what was read before. */
    private synchronized WriteAnswer deny(IamRole role, List<RoleDenial.Statement> wanted, Instant now) {
        boolean sent = false;
        for (int writes = 0; ; writes++) {
            Optional<RoleDenial> there;
            try {
                there = there(role);
            } catch (Trouble e) {
                return sent
                        ? new WriteAnswer.Lost("AWS could not be read after a denial was written")
                        : e.beforeWrite();
            }
            if (there.isEmpty()) {
                return new WriteAnswer.Refused("there is a policy of the name " + Denial.SESSIONS
                        + " that says something else: look at it in AWS");
            }
            if (there.get().holds(wanted)) {
                return new WriteAnswer.Done();
            }
            if (writes == MOST_WRITES) {
                return new WriteAnswer.Lost("a denial was written and does not show");
            }
            String document = there.get().with(wanted, now).written();
            WriteAnswer answer = calls.write(
                    Action.PUT_ROLE_POLICY,
                    client -> client.putRolePolicy(asked -> asked.roleName(role.name())
                            .policyName(Denial.SESSIONS)
                            .policyDocument(document)));
            sent |= answer.wasSent();
            if (!answer.wasSent()) {
                return answer;
            }
        }
    }

    /** What our policy of the role says; empty where it is not ours. */
    private Optional<RoleDenial> there(IamRole role) throws Trouble {
        Optional<String> document = calls.find(
                        Action.GET_ROLE_POLICY,
                        client -> client.getRolePolicy(
                                asked -> asked.roleName(role.name()).policyName(Denial.SESSIONS)))
                .map(answer -> Denial.decoded(answer.policyDocument()));
        return document.isEmpty() ? Optional.of(RoleDenial.NONE) : RoleDenial.of(document.get());
    }
}
