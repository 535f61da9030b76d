package dev.fairway.sandbox.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps the configuration of whoever runs this process out of the sandbox's repositories: hooks, signing, filters and
 * the like of a person's {@code ~/.gitconfig} would make samples differ from machine to machine.
 */
final class GitIsolation extends SystemReader.Delegate {

    private GitIsolation(SystemReader host) {
        super(host);
    }

    /** Takes effect for the whole process, unless another part of it has brought a reader of its own. */
    static synchronized void install() {
        SystemReader host = SystemReader.getInstance();
        if (host.getClass().getName().startsWith("org.eclipse.jgit.")) {
            SystemReader.setInstance(new GitIsolation(host));
        }
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new EmptyConfig(parent, fs);
    }

    private static final class EmptyConfig extends FileBasedConfig {

        EmptyConfig(Config parent, FS fs) {
            super(parent, null, fs);
        }

        @Override
        public void load() {
            // nothing to load
        }

        @Override
        public void save() {
            // nothing to keep
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
