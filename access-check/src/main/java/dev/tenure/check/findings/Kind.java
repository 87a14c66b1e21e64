package dev.tenure.check.findings;

/** What can be found, in the order in which it is shown. */
public enum Kind {
    ACTIVE_LEAVER("active-leaver", "active leavers", "enabled accounts of people who have left", true),
    ORPHAN("orphan", "orphans", "enabled accounts that match nobody in the HR file", true),
    PRIVILEGED("privileged", "privileged", "enabled accounts with administrators' roles, to be reviewed", false),
    UNOWNED("unowned", "unowned", "non-human accounts without an owner who works here", true),
    AMBIGUOUS("ambiguous", "ambiguous", "enabled accounts of which it cannot be told whose they are", true),
    DUPLICATE("duplicate", "duplicates", "people with several enabled accounts in one system", true),
    DORMANT("dormant", "dormant", "enabled accounts that nobody signed in to for long", true);

    private final String label;
    private final String title;
    private final String meaning;
    private final boolean wantsAction;

    Kind(String label, String title, String meaning, boolean wantsAction) {
        this.label = label;
        this.title = title;
        this.meaning = meaning;
        this.wantsAction = wantsAction;
    }

    /** The name in the CSV. */
    public String label() {
        return label;
    }

    /** The name in words. */
    public String title() {
        return title;
    }

    /** What it is, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Whether one of them means that something is to be done, and not merely looked at. */
    public boolean wantsAction() {
        return wantsAction;
    }
}
