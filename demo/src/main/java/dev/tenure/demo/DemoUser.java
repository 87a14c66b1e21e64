package dev.tenure.demo;

/** Who can sign in to the demo: one user per role of the product, and a second administrator for what takes two people. */
enum DemoUser {
    FIRST_ADMINISTRATOR("alma.sample", "Alma Sample", "tenure-administrator", "configures systems, feeds and policy"),
    SECOND_ADMINISTRATOR("boris.sample", "Boris Sample", "tenure-administrator", "confirms what takes two people"),
    OPERATOR("olga.sample", "Olga Sample", "tenure-operator", "runs the daily work: feeds, reads, cases, exceptions"),
    APPROVER("anton.sample", "Anton Sample", "tenure-approver", "approves requests and reviews access"),
    REQUESTER("rita.sample", "Rita Sample", "tenure-requester", "asks for access"),
    AUDITOR("udo.sample", "Udo Sample", "tenure-auditor", "reads all evidence, changes nothing"),
    CONFIDENTIAL_HR("hanna.sample", "Hanna Sample", "tenure-confidential-hr", "sees terminations still to come"),
    AGENT("agent.sample", "Sample Agent", "tenure-agent", "an on-premises agent"),
    HR_SOURCE("idp.sample", "Sample Identity Provider", "tenure-hr-source", "pushes users by SCIM");

    private final String username;
    private final String displayName;
    private final String group;
    private final String purpose;

    DemoUser(String username, String displayName, String group, String purpose) {
        this.username = username;
        this.displayName = displayName;
        this.group = group;
        this.purpose = purpose;
    }

    /** The claims {@code sub} and {@code preferred_username}. */
    String username() {
        return username;
    }

    /** The claim {@code name}. */
    String displayName() {
        return displayName;
    }

    /** The one value of the claim {@code groups}, from which the application takes the role. */
    String group() {
        return group;
    }

    /** What the user is for, in a few words for the sign-in page. */
    String purpose() {
        return purpose;
    }
}
