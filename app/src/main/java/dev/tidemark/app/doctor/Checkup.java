package dev.tidemark.app.doctor;

import dev.tidemark.app.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** All checks, in an order in which a failure explains those after it. */
public final class Checkup {
    private final Settings settings;
    private final URI url;

    /** @param url of the server that should answer */
    public Checkup(Settings settings, URI url) {
        this.settings = settings;
        this.url = url;
    }

    public List<Finding> run() {
        var findings = new ArrayList<Finding>();
        findings.add(java());
        settings.warnings().forEach(warning -> findings.add(Finding.warn("settings", warning)));
        if (settings.warnings().isEmpty()) {
            findings.add(Finding.ok("settings", "all known and valid"));
        }
        var disk = new DiskChecks(settings.dataDirectory());
        findings.addAll(disk.run());
        var server = new ServerChecks(url, settings.http());
        findings.add(server.answers());
        if (server.isUp()) {
            findings.add(Finding.ok("log and store", "in use by the server that answers; it says how they are"));
        } else {
            findings.add(server.portIsFree());
            findings.addAll(new DataChecks(settings).run());
        }
        return findings;
    }

    private static Finding java() {
        var version = Runtime.version();
        return version.feature() >= 25
                ? Finding.ok("java", version.toString())
                : Finding.fail("java", version + ", expected 25 or newer; set JAVA_HOME to one");
    }
}
