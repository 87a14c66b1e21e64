package dev.tenure.connectors.testkit;

import java.util.List;

/** Names that break what was built by concatenation: every script, and every character that some syntax treats as its own. */
public final class OddNames {

    private OddNames() {}

    /** Fictional names, each different from the others under any usual comparison. */
    public static List<String> all() {
        return List.of(
                "Zoë Sträßner-Ångström",
                "Ελένη Παραδείγματος",
                "Пример Примеров",
                "דוגמה לדוגמה",
                "مثال مثالي",
                "例子 様",
                "예시 견본",
                "उदाहरण नमूना",
                "🦊 Fox",
                "O'Sample",
                "comma, after",
                "plus+sign",
                "\"quoted\"",
                "back\\slash",
                "less<more>",
                "semi;colon",
                "equals=sign",
                "#hash",
                "a*b",
                "(paren)",
                ")(uid=x",
                "amp&pipe|bang!",
                "slash/percent%41?query",
                "nul\u0000inside",
                "tab\tinside",
                "{brace}[bracket]",
                "<script>alert(1)</script>",
                "${jndi:ldap://x}",
                "inner  double  space",
                "x".repeat(300));
    }
}
