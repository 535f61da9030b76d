package dev.fairway.source.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.eclipse.jgit.util.time.MonotonicClock;

/**
 * Keeps the machine's Git configuration out: a filter, a proxy or a URL rewrite there would change what we read, and some of
 * them run programs.
 */
final class IsolatedGit extends SystemReader {

    private final SystemReader machine;

    private IsolatedGit(SystemReader machine) {
        this.machine = machine;
        setPlatformChecker();
    }

    /** Idempotent; the setting belongs to the whole JVM. */
    static synchronized void install() {
        if (SystemReader.getInstance() instanceof IsolatedGit) {
            return;
        }
        SystemReader.setInstance(new IsolatedGit(SystemReader.getInstance()));
        WindowCacheConfig cache = new WindowCacheConfig();
        cache.setPackedGitMMAP(false);
        cache.setPackedGitLimit(64 << 20);
        cache.setPackedGitOpenFiles(256);
        cache.install();
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public String getHostname() {
        return machine.getHostname();
    }

    /** Variables like {@code GIT_SSH} name programs to run. */
    @Override
    public @org.jspecify.annotations.Nullable String getenv(String variable) {
        return variable.startsWith("GIT_") || variable.startsWith("SSH_") ? null : machine.getenv(variable);
    }

    @Override
    public @org.jspecify.annotations.Nullable String getProperty(String key) {
        return machine.getProperty(key);
    }

    @Override
    public long getCurrentTime() {
        return machine.getCurrentTime();
    }

    @Override
    public MonotonicClock getClock() {
        return machine.getClock();
    }

    @Override
    public int getTimezone(long when) {
        return machine.getTimezone(when);
    }

    private static final class Empty extends FileBasedConfig {

        @SuppressWarnings("NullAway") // JGit's own empty configurations have no file either.
        Empty(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {}

        @Override
        public void save() {}

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
