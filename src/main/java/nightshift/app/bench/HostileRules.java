package nightshift.app.bench;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes rule files that try to reach the machine, to stop it, or to confuse whoever reads them: rules like those that
/// ship, with pieces of Java, escapes, reflection, calls without bound, deep nesting and plain damage in any place that
/// an author can write to. The same seed makes the same rules. What gets through sets a property.
public final class HostileRules {
    /// Set by a rule that ran something of its own.
    public static final String REACHED = "nightshift.hostile.reached";

    private static final String SET = "System.setProperty(\"" + REACHED + "\", \"1\")";
    private static final String GOOD = """
            rule "Recycle the pool of a service that waits"
                @id("hostile") @mode("auto") @owner("payments") @cooldown("10m")
            when
                $slow : Anomaly( role == "OTHER", rising(), confidence >= 0.5 )
                $root : Cause( entity == $slow.entity, probability > 0.5 )
            then
                insert( propose("pool.recycle").on($slow.entity()).with("why", "text").because($slow, $root) );
            end
            """;

    private static final List<String> VALUES = List.of(
            "direction",
            "entity.kind()",
            "signal",
            "since",
            "entity",
            "this",
            "attributes",
            "expected",
            "entity.kind().name()",
            "Anomaly",
            "$slow");
    private static final List<String> STEPS = List.of(
            ".getDeclaringClass()",
            ".getClass()",
            ".class",
            ".declaringClass",
            ".describeConstable().get()",
            ".hashCode()",
            ".toString().getClass()",
            ".intern()",
            ".getClass().getClassLoader()",
            ".describeConstable()");
    private static final List<String> ENDS = List.of(
            ".forName(\"java.lang.System\").getMethod(\"exit\")",
            ".getClassLoader().loadClass(\"java.lang.Runtime\")",
            ".getModule().getLayer()",
            ".getMethods()",
            ".newInstance()",
            "");
    private static final List<String> CODE = List.of(
            "java.lang." + SET,
            SET,
            "Runtime.getRuntime().exec(\"true\")",
            "new java.io.File(\"hostile\").mkdir()",
            "java.nio.file.Files.createFile(java.nio.file.Path.of(\"hostile\"))",
            "Thread.currentThread().interrupt()",
            "((Runnable) () -> " + SET + ").run()",
            "new Object() { String x = " + SET + "; }.x",
            "String.format(\"%1000000000d\", 1)",
            "\"a\".repeat(2000000000)",
            "java.util.stream.Stream.iterate(1, x -> x).count()",
            "java.util.stream.IntStream.range(0, 2000000000).sum()",
            "nightshift.decide.judge.Meter.step(0)",
            "org.kie.api.KieServices.get()",
            "drools.getKnowledgeRuntime()",
            "kcontext.getRule()");
    private static final List<String> STATEMENTS = List.of(
            SET + ";",
            "while (true) { }",
            "for (;;) ;",
            "try { " + SET + "; } finally { }",
            "synchronized (this) { }",
            "class X { static { " + SET + "; } } new X();",
            "throw new Error();",
            "return;",
            "drools.halt();",
            "modify( $slow ) { }",
            "delete( $slow );",
            "update( $slow );",
            "insertLogical( $slow );",
            "var x = $slow;",
            "assert " + SET + " != null;",
            "do { } while (true);");
    private static final List<String> PARTS = List.of(
            "function boolean f() { return " + SET + " != null; }",
            "declare X x : String end",
            "query q() Anomaly() end",
            "global java.util.List list;",
            "import java.io.File;",
            "import static java.lang.System.setProperty;",
            "import function java.lang.System.exit;",
            "unit X;",
            "dialect \"mvel\"",
            "declare window w Anomaly() over window:time(1h) end",
            "rule \"x\" when then " + SET + "; end",
            "package java.lang;");
    private static final List<String> PATTERNS = List.of(
            "eval( " + SET + " != null )",
            "forall( $x : Anomaly() Anomaly( this == $x ) )",
            "$x : Anomaly() from " + SET,
            "accumulate( Anomaly( $v : value ); $sum : sum( $v ) )",
            "$x : java.io.File()",
            "$x : /anomalies[ rising() ]",
            "$x : Anomaly() over window:length(5)",
            "Anomaly( $y := " + SET + " )",
            "exists( Anomaly() ) and forall( Anomaly() )",
            "$x : Object()",
            "not( not( not( Anomaly( value > $slow.value ) ) ) )",
            "?q()",
            "Anomaly() Anomaly() Anomaly() Anomaly()",
            "$b : Anomaly( rows == $slow.rows ) $c : Anomaly( rows == $b.rows ) $d : Anomaly( rows == $c.rows )",
            "$b : Anomaly( value <= $slow.value ) $c : Anomaly( value <= $b.value ) $d : Anomaly( value <= $c.value )");
    private static final List<String> DAMAGE = List.of(
            "\"",
            "\\",
            "'",
            "{",
            "}",
            "(",
            ")",
            ";",
            "/*",
            "*/",
            "//",
            "@",
            "$",
            ":",
            ",",
            "\r",
            "\0",
            "\uFEFF",
            "\u2028",
            "\\u0022",
            "\\uuu000a",
            "\\",
            "end",
            "then",
            "when",
            "rule",
            "#",
            "`",
            "<",
            "[",
            "|",
            "${x}",
            "@{x}");

    private final SplittableRandom random;

    private HostileRules(SplittableRandom random) {
        this.random = random;
    }

    /// One file.
    ///
    /// @param seed of a row of rules
    /// @param number its place in the row
    public static String make(long seed, int number) {
        HostileRules maker = new HostileRules(new SplittableRandom(seed * 1_000_003 + number));
        List<Function<String, String>> ways = List.of(
                maker::condition,
                maker::argument,
                maker::statement,
                maker::part,
                maker::pattern,
                maker::escaped,
                maker::nested,
                maker::expression,
                maker::named,
                maker::damaged);
        String made = ways.get(number % ways.size()).apply(GOOD);
        return maker.random.nextInt(4) == 0 ? maker.damaged(made) : made;
    }

    private String condition(String rule) {
        return rule.replace("rising()", "rising(), " + hostile() + " != null");
    }

    private String argument(String rule) {
        return rule.replace(
                "\"text\"",
                pick(List.of("\"\" + %s", "%s", "(String) %s", "\"a\".concat(\"\" + %s)"))
                        .formatted(hostile().replace("%", "%%")));
    }

    private String statement(String rule) {
        String statement = pick(STATEMENTS);
        return random.nextBoolean()
                ? rule.replace("    insert(", "    " + statement + "\n    insert(")
                : rule.replace("because($slow, $root) );", "because($slow, $root) ); " + statement);
    }

    private String part(String rule) {
        return random.nextBoolean() ? pick(PARTS) + "\n" + rule : rule + pick(PARTS) + "\n";
    }

    private String pattern(String rule) {
        return rule.replace("then\n", "    " + pick(PATTERNS) + "\nthen\n");
    }

    /// Java reads a backslash with u as the character that it names, wherever it stands.
    private String escaped(String rule) {
        String code = "\" + " + SET + " + \"";
        return switch (random.nextInt(4)) {
            case 0 -> rule.replace("\"text\"", "\"" + escape(code) + "\"");
            case 1 -> rule.replace("then\n", "then // " + escape("\n") + SET + ";\n");
            case 2 -> rule.replace("then\n", "then /* " + escape("*/") + SET + "; /* */\n");
            default -> rule.replace("rising()", escape("r") + "ising()");
        };
    }

    private String nested(String rule) {
        int deep = 1 << random.nextInt(2, 12);
        return switch (random.nextInt(5)) {
            case 0 -> rule.replace("rising()", "(".repeat(deep) + "rising()" + ")".repeat(deep));
            case 1 -> rule.replace("rising()", "!".repeat(deep) + "rising()");
            case 2 -> rule.replace("\"text\"", "\"a\"" + " + \"a\"".repeat(deep));
            case 3 -> rule.replace("then\n", "    ( Anomaly() or Cause() )\n".repeat(Math.min(deep, 64)) + "then\n");
            default -> rule.replace("rising()", "rising()" + " && rising()".repeat(deep));
        };
    }

    private String expression(String rule) {
        String regex = IntStream.range(0, random.nextInt(1, 6))
                .mapToObj(part -> pick(List.of(
                        "(a|a?)+",
                        "(a+)+",
                        "([a-z]+)*",
                        "(.*)*",
                        "(a|b|ab)*",
                        "(x{1,99}){1,99}",
                        "(?=a)",
                        "\\\\1",
                        "(?:",
                        "[a-",
                        "a**",
                        "(a{1000}){1000}",
                        "(?<n>a)",
                        "\\\\p{L}+",
                        ".*.*.*")))
                .collect(Collectors.joining("", "", "b"));
        return rule.replace(
                "rising()",
                pick(List.of("entity.name matches \"%s\"", "entity.name.matches(\"%s\")", "!(signal matches \"%s\")"))
                        .formatted(regex));
    }

    private String named(String rule) {
        String text = pick(List.of("\\\" + " + SET + " + \\\"", "*/ }", "\" + 1 + \"", "{", "//", "%s${x}", "'"));
        return switch (random.nextInt(3)) {
            case 0 -> rule.replace("Recycle the pool", "Recycle " + text);
            case 1 -> rule.replace("payments", text);
            default -> rule.replace("@owner(\"payments\")", "@owner( " + SET + " )");
        };
    }

    /// Some of it doubled, lost, or with something between.
    private String damaged(String rule) {
        StringBuilder text = new StringBuilder(rule);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, pick(DAMAGE));
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(1, 40))));
            }
        }
        return text.toString();
    }

    private String hostile() {
        return random.nextBoolean() ? pick(CODE) : pick(VALUES) + pick(STEPS) + pick(ENDS);
    }

    private String escape(String text) {
        return text.chars()
                .mapToObj(c -> random.nextBoolean() || !Character.isLetterOrDigit(c)
                        ? String.format("\\%s%04x", "u".repeat(random.nextInt(1, 4)), c)
                        : Character.toString(c))
                .collect(Collectors.joining());
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
