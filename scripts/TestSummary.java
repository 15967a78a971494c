import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Adds up the test reports of all modules, names every skipped test with its reason, and fails where tests failed or none ran. */
final class TestSummary {

    /** How the reason of a skip begins for which a database engine should have been there. */
    private static final List<String> NO_ENGINE = List.of("no ClickHouse", "no TimescaleDB", "no PostgreSQL", "no Kafka", "no engine that may be killed");

    private int passed;
    private int failed;
    private int missing;
    private final List<String> skipped = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        TestSummary summary = new TestSummary();
        try (Stream<Path> files = Files.walk(Path.of("."))) {
            for (Path file : files.filter(TestSummary::isReport).sorted().toList()) {
                summary.add(file);
            }
        }
        summary.print();
        System.exit(summary.failed == 0 && summary.missing == 0 && summary.passed > 0 ? 0 : 1);
    }

    private static boolean isReport(Path file) {
        return file.getFileName().toString().matches("TEST-.*\\.xml")
                && file.getParent().getFileName().toString().matches("surefire-reports|failsafe-reports");
    }

    private void add(Path file) throws Exception {
        NodeList cases = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            NodeList skip = test.getElementsByTagName("skipped");
            if (skip.getLength() > 0) {
                String reason = reason((Element) skip.item(0));
                if (NO_ENGINE.stream().anyMatch(reason::contains)) {
                    missing++;
                }
                skipped.add(test.getAttribute("classname") + "." + test.getAttribute("name") + ": " + reason);
            } else if (test.getElementsByTagName("failure").getLength() + test.getElementsByTagName("error").getLength() > 0) {
                failed++;
            } else {
                passed++;
            }
        }
    }

    /** A test that gave up while it ran tells why before the trace of where it did. */
    private static String reason(Element skip) {
        String message = skip.getAttribute("message");
        String text = message.isEmpty() ? skip.getTextContent().replaceAll("(?s)\n\tat .*", "") : message;
        return text.replaceFirst("^[\\w.]+: ", "").replaceAll("\\s+", " ").strip();
    }

    private void print() {
        System.out.println();
        skipped.forEach(test -> System.out.println("skipped  " + test));
        if (missing > 0) {
            System.out.println(missing + " tests lack their engine, which counts as a failure: see engines/README.md");
        }
        System.out.println(passed + " passed, " + failed + " failed, " + skipped.size() + " skipped");
    }
}
