package dev.tenure.demo;

/** The departments of the sample company. The head counts add up to 199; the managing director belongs to none of them. */
enum SampleDepartment {
    ENGINEERING("Engineering", 70, "Engineer", "Principal Engineer"),
    IT_OPERATIONS("IT Operations", 20, "Support Technician", "Systems Administrator"),
    SALES("Sales", 35, "Account Executive", "Sales Engineer"),
    CUSTOMER_CARE("Customer Care", 30, "Care Agent", "Care Lead"),
    FINANCE("Finance", 20, "Accountant", "Controller"),
    PEOPLE("People", 12, "Recruiter", "People Partner"),
    LEGAL("Legal", 12, "Contract Manager", "Counsel");

    private final String label;
    private final int headCount;
    private final String title;
    private final String seniorTitle;

    SampleDepartment(String label, int headCount, String title, String seniorTitle) {
        this.label = label;
        this.headCount = headCount;
        this.title = title;
        this.seniorTitle = seniorTitle;
    }

    /** The name in the HR file. */
    String label() {
        return label;
    }

    /** How many work here, its head among them. */
    int headCount() {
        return headCount;
    }

    /** What people here are called. */
    String title(boolean senior) {
        return senior ? seniorTitle : title;
    }

    /** Whether people here have an account in the engineering directory too. */
    boolean usesEngineeringDirectory() {
        return this == ENGINEERING || this == IT_OPERATIONS;
    }
}
