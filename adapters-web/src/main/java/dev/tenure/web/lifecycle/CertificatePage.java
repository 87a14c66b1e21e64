package dev.tenure.web.lifecycle;

import dev.tenure.web.audit.LogPlace;
import dev.tenure.web.page.Moment;
import dev.tenure.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leaver certificate (JML-5a), made to be printed.
 *
 * @param complete whether nothing is open
 * @param open how many lines and systems are
 */
public record CertificatePage(
        String caseHref,
        String number,
        String person,
        String workerId,
        String kind,
        boolean privileged,
        String state,
        boolean complete,
        long open,
        Moment drawn,
        LeaverFactsView facts,
        List<AccountBlock> accounts,
        List<SystemLine> systems,
        List<SecretLine> secrets,
        List<OwnedLine> owned,
        List<ExceptionLine> exceptions,
        LogPlace place)
        implements Page {

    public CertificatePage {
        accounts = List.copyOf(accounts);
        systems = List.copyOf(systems);
        secrets = List.copyOf(secrets);
        owned = List.copyOf(owned);
        exceptions = List.copyOf(exceptions);
    }

    @Override
    public String template() {
        return "lifecycle/certificate.html";
    }

    /** What had to go of one account. */
    public record AccountBlock(
            String system, String account, boolean unknownBefore, List<Line> lines, SignInLine signIns) {
        public AccountBlock {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One thing that had to go.
     *
     * @param id the target's id of a session, credential or second factor; empty for what an account has but once
     * @param verdict what is proven: gone, stated by hand, not observable, retained or open
     * @param tone {@code good}, {@code held} or {@code late}
     * @param at when it was shown, or by when it expires; null where there is no such time
     * @param note the rest
     */
    public record Line(
            String what,
            String id,
            String verdict,
            String tone,
            @Nullable Moment at,
            String note) {
        /** Whether the time is when it expires. */
        public boolean expires() {
            return at != null && tone.equals("held");
        }
    }

    /**
     * One secret that the leaver shared with others.
     *
     * @param verdict rotated or open
     * @param tone {@code good} or {@code late}
     * @param at since when the old value works no longer, or by when it has to
     * @param note the rest
     */
    public record SecretLine(String name, String verdict, String tone, Moment at, String note) {}

    /**
     * One system.
     *
     * @param stated who looked through it by hand; empty where it was listed
     */
    public record SystemLine(
            String name,
            long accounts,
            @Nullable Moment listed,
            @Nullable Moment confirmed,
            String stated) {}
}
