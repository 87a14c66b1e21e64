package dev.tenure.web.identity;

import dev.tenure.domain.authorization.Caller;
import dev.tenure.domain.authorization.Role;
import dev.tenure.web.page.Frame;
import dev.tenure.web.page.Query;
import java.util.Arrays;
import java.util.List;

/** The pages of the section about people, in the order of their tabs. */
enum PeopleList {
    EVERYBODY("/ui/people", "", "Everybody"),
    WITHOUT_MANAGER(FindingsResource.ADDRESS + "/without-manager", "", "Nobody above can decide"),
    WITHOUT_SPONSOR(FindingsResource.ADDRESS + "/non-employees", "sponsor", "Without a sponsor"),
    WITHOUT_END(FindingsResource.ADDRESS + "/non-employees", "end", "Without an end"),
    CONFLICTS(ConflictsResource.ADDRESS, "", "Sources differ"),
    AUTHORITY(AuthorityResource.ADDRESS, "", "Who is believed");

    private final String path;
    private final String missing;
    private final String label;

    PeopleList(String path, String missing, String label) {
        this.path = path;
        this.missing = missing;
        this.label = label;
    }

    /** Its first page. */
    String href() {
        return Query.address(path, "missing", missing);
    }

    /** The page of it that follows a key. */
    String after(String key) {
        return Query.address(path, "missing", missing, "after", key);
    }

    /** The tabs that are of use to somebody. What may be read is decided by the use case, not here. */
    List<Frame.Link> tabs(Caller caller) {
        return Arrays.stream(values())
                .filter(one -> one != WITHOUT_END || caller.hasAny(Role.CONFIDENTIAL_HR))
                .map(one -> new Frame.Link(one.href(), one.label, one == this))
                .toList();
    }
}
