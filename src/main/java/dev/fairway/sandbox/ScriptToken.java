package dev.fairway.sandbox;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.configuration.OwnerOnlyFile;
import java.nio.file.Path;

/** The token for scripts, in {@code sandbox/token}: it opens the API and the sample repositories. */
final class ScriptToken {

    private ScriptToken() {}

    static Path file(FairwayHome home) {
        return home.folder("sandbox").resolve("token");
    }

    /** Made when it is first asked for. */
    static String of(FairwayHome home) {
        return OwnerOnlyFile.keep(file(home), () -> "fwt_" + OwnerOnlyFile.randomSecret());
    }
}
