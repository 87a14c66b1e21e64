package dev.tenure.testkit.identity;

import dev.tenure.application.identity.IdentityFindings;
import dev.tenure.application.paging.PageRequest;
import dev.tenure.application.paging.Slice;
import dev.tenure.domain.identity.Employment;
import dev.tenure.domain.identity.Identity;
import dev.tenure.domain.identity.IdentityKind;
import dev.tenure.domain.identity.ManagerChain;
import dev.tenure.testkit.paging.InMemoryPages;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** What is missing of people, looked for in memory. */
public final class InMemoryIdentityFindings implements IdentityFindings {

    private final InMemoryIdentities identities;
    private final InMemoryWorkerStatements statements;

    /** @param statements whom sources mean by which id */
    public InMemoryIdentityFindings(InMemoryIdentities identities, InMemoryWorkerStatements statements) {
        this.identities = identities;
        this.statements = statements;
    }

    @Override
    public Slice<Identity> withoutManager(PageRequest page) {
        return page(
                person -> works(person)
                        && person.profile().kind() != IdentityKind.NON_HUMAN
                        && ManagerChain.of(person, key -> statements.whose(key).flatMap(identities::find))
                                .deciding()
                                .isEmpty(),
                page);
    }

    private static boolean works(Identity person) {
        return person.employment() instanceof Employment.Employed employed
                && !(Employment.Meanwhile.of(employed) instanceof Employment.Meanwhile.BeforeStart);
    }

    @Override
    public Slice<Identity> nonEmployeesWithout(Missing missing, PageRequest page) {
        return page(
                person -> (person.profile().kind() == IdentityKind.CONTRACTOR
                                || person.profile().kind() == IdentityKind.VENDOR)
                        && person.employment() instanceof Employment.Employed
                        && switch (missing) {
                            case SPONSOR -> person.ties().sponsor().isEmpty();
                            case END -> person.employment().knownTermination().isEmpty();
                        },
                page);
    }

    private Slice<Identity> page(Predicate<Identity> wanted, PageRequest page) {
        List<Identity> found = identities
                .all()
                .filter(wanted)
                .sorted(Comparator.comparing((Identity i) -> lower(i.profile().familyName()))
                        .thenComparing(i -> lower(i.profile().givenName()))
                        .thenComparing(i -> i.id().value().toString()))
                .toList();
        return InMemoryPages.page(found, page, i -> i.id().value().toString());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
